import type { CheckClusterResult, CheckedCluster } from '../../../server/src/protocol.ts';
import { frame } from '../pages/frame.ts';
import {
  badge,
  button,
  counted,
  escapeHtml,
  prose,
  quiet,
  section,
  shortened,
  type Level,
} from '../pages/markup.ts';
import { script } from './script.ts';
import { style } from './style.ts';

/** What the page sends to the extension. */
export type ClusterMessage =
  | { readonly type: 'refresh' }
  /** Zero-based, as in the LSP; `file` is a URI. */
  | { readonly type: 'reveal'; readonly file: string; readonly line: number; readonly character: number };

/** How the page is drawn: `nonce` admits its own style and script, `pathOf` shortens the URI of a file for people. */
interface Page {
  readonly nonce: string;
  readonly pathOf: (uri: string) => string;
}

type Pair = CheckedCluster['pairs'][number];
type Place = Pick<Pair['faults'][number], 'file' | 'range'>;

/** Above so many members a table of all pairs is no longer read; those that do not work are listed. */
const mostInTable = 50;

/** Draws the clusters of a workspace: a table of who reaches whom, with the reason in each cell, then findings and members. */
export function clusterHtml(report: CheckClusterResult, page: Page): string {
  const main = `<header>
<h1>Cluster</h1>
<p>${escapeHtml(summary(report))}</p>
<div class="actions">${button({ type: 'refresh' } satisfies ClusterMessage, 'Check Again')}</div>
</header>
${report.clusters.map((cluster, index) => clusterSection(cluster, index, page)).join('\n')}`;
  return frame({ title: 'Cluster', nonce: page.nonce, style, script, main });
}

function summary({ clusters, summary: { members, pairs, refused, unknown } }: CheckClusterResult): string {
  if (clusters.length === 0) return 'No configuration of a mongod or mongos was found in this workspace.';
  if (pairs === 0) return `${counted(members, 'server')}; none of them belongs to a cluster with another.`;
  const open = unknown === 0 ? '' : `, and ${String(unknown)} cannot be judged with the files that are here`;
  return `${counted(members, 'member')} and ${counted(pairs, 'ordered pair')}: ${refused === 0 ? 'none is' : String(refused) + (refused === 1 ? ' is' : ' are')} refused${open}.`;
}

const titles = {
  replicaSet: 'Replica set',
  shardedCluster: 'Sharded cluster',
  standalone: 'Standalone server',
};

function clusterSection(cluster: CheckedCluster, index: number, page: Page): string {
  const { name, kind, members } = cluster;
  const id = `cluster-${String(index + 1)}`;
  const isTable = members.length <= mostInTable && members.length > 1;
  const parts = [
    isTable ? matrix(cluster, id, page) : members.length > 1 ? troubledPairs(cluster, page) : '',
    findings(cluster, page),
    memberList(cluster, page),
  ];
  return section(id, `${titles[kind]} ${name}`, parts.filter((part) => part !== '').join('\n'));
}

/** Rows open connections, columns accept them. A cell says its verdict as text, and opens to say why. */
function matrix({ members, pairs }: CheckedCluster, id: string, page: Page): string {
  const byNames = new Map(pairs.map((pair) => [`${pair.from}\n${pair.to}`, pair]));
  const columns = members.filter(({ program }) => program !== 'mongos');
  const head = columns.map((to) => `<th scope="col">${prose(to.id)}</th>`).join('');
  const rows = members.map(({ id: from }) => {
    const cells = columns.map(({ id: to }) => {
      if (from === to) return `<td>${quiet('itself')}</td>`;
      const pair = byNames.get(`${from}\n${to}`);
      return `<td>${pair ? cell(pair, page) : ''}</td>`;
    });
    return `<tr><th scope="row">${prose(from)}</th>${cells.join('')}</tr>`;
  });
  return `<div class="matrix" role="region" tabindex="0" aria-labelledby="${id}">
<table><caption>Whether the member of the row can connect to that of the column and log in there.</caption>
<thead><tr><th scope="col">From \\ To</th>${head}</tr></thead>
<tbody>${rows.join('')}</tbody></table></div>`;
}

function cell(pair: Pair, page: Page): string {
  const { from, to, ok, faults } = pair;
  if (ok === true) return badge('good', 'Connects');
  const [level, text] = verdictOf(pair);
  const label = `${from} to ${to}: ${text}. ${faults.map(({ message }) => message).join(' ')}`;
  return `<details><summary aria-label="${escapeHtml(label)}">${badge(level, text)}</summary>${reasons(pair, page)}</details>`;
}

function verdictOf({ ok }: Pair): readonly [Level, string] {
  return ok === null ? ['warning', 'Unknown'] : ['error', 'Refused'];
}

function reasons({ faults }: Pair, page: Page): string {
  const items = faults.map(
    ({ code, message, ...place }) =>
      `<li>${prose(message)} ${quiet(`[${code}]`)} ${reveal(place, page)}</li>`,
  );
  return `<ul class="reasons">${items.join('')}</ul>`;
}

function troubledPairs({ pairs, counts, isCut }: CheckedCluster, page: Page): string {
  if (pairs.length === 0) return `<p>${badge('good', `All ${String(counts.count)} pairs connect.`)}</p>`;
  const rest = isCut ? `<p>${quiet(`There are more; ${String(pairs.length)} are listed.`)}</p>` : '';
  const list = shortened(pairs, 100, (part) => {
    const items = part.map((pair) => {
      const [level, text] = verdictOf(pair);
      return `<li class="${level}"><strong>${prose(`${pair.from} to ${pair.to}`)}: ${text}.</strong>${reasons(pair, page)}</li>`;
    });
    return `<ul class="notes">${items.join('')}</ul>`;
  });
  return list + rest;
}

const severities = { error: 'Error', warning: 'Warning', info: 'Note' } as const;

function findings(cluster: CheckedCluster, page: Page): string {
  return shortened(cluster.findings, 20, (part) => {
    const items = part.map(
      ({ severity, message, rule, ...place }) =>
        `<li class="${severity}"><strong>${severities[severity]}:</strong> ${prose(message)} ${quiet(`[${rule}]`)} ${reveal(place, page)}</li>`,
    );
    return items.length === 0 ? '' : `<ul class="notes">${items.join('')}</ul>`;
  });
}

function memberList({ members }: CheckedCluster, { pathOf }: Page): string {
  return shortened(members, mostInTable, (part) => {
    const rows = part.map(({ id, program, mongodbVersion, hosts, file }) => {
      const where = hosts.length > 0 ? prose(hosts.join(', ')) : quiet('address not known');
      const open = button(
        { type: 'reveal', file, line: 0, character: 0 } satisfies ClusterMessage,
        pathOf(file),
      );
      return `<tr><th scope="row">${prose(id)}</th><td>${escapeHtml(`${program} ${mongodbVersion}`)}</td><td>${where}</td><td>${open}</td></tr>`;
    });
    return `<table class="members"><caption>Members</caption><thead><tr><th scope="col">Name</th><th scope="col">Program</th><th scope="col">Reached at</th><th scope="col">File</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  });
}

/** A button that opens a place in a file. */
function reveal({ file, range: { start } }: Place, { pathOf }: Page): string {
  const text = `${pathOf(file)}:${String(start.line + 1)}`;
  return button(
    { type: 'reveal', file, line: start.line, character: start.character } satisfies ClusterMessage,
    text,
  );
}
