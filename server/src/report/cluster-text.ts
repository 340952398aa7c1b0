import type {
  ClusterReport,
  ClusterSummary,
  ReportedCluster,
  ReportedFault,
  ReportedPair,
  ReportedPlace,
} from '../core/cluster/cluster-report.ts';
import { oneLine } from '../core/text/visible.ts';

/** Above so many members a table does not fit into a terminal. */
const mostInTable = 16;
/** What is told of pairs that have the same fault at the same place. */
const mostPairsNamed = 4;

/** Each cluster with its members, a table of who reaches whom, and one line for each fault and finding. */
export function* clusterText({ clusters, summary }: ClusterReport): Iterable<string> {
  for (const cluster of clusters) {
    yield `${oneLine(`${titles[cluster.kind]} ${cluster.name}: ${counted(cluster.members.length, 'member')}`)}\n`;
    for (const line of memberLines(cluster)) yield `  ${line}\n`;
    const pairs = cluster.members.length <= mostInTable ? [...cluster.pairs] : cluster.pairs;
    if (Array.isArray(pairs) && pairs.length > 0) yield `\n${table(cluster, pairs).join('\n')}\n`;
    const lines = [...faultLines(pairs), ...findingLines(cluster)];
    if (lines.length > 0) yield `\n${lines.join('\n')}\n`;
    yield '\n';
  }
  yield `${summaryLine(summary)}\n`;
}

const titles = {
  replicaSet: 'Replica set',
  shardedCluster: 'Sharded cluster',
  standalone: 'Standalone server',
};

function* memberLines({ members }: ReportedCluster): Iterable<string> {
  if (members.length > mostInTable) return;
  for (const { id, program, hosts, file, mongodbVersion } of members) {
    const where = hosts.length > 0 ? hosts.join(', ') : 'address not known';
    yield oneLine(`${id}: ${program} ${mongodbVersion}, ${where}, ${file}`);
  }
}

/** Rows open connections, columns accept them. */
function table({ members }: ReportedCluster, pairs: readonly ReportedPair[]): string[] {
  const verdicts = new Map(pairs.map(({ from, to, ok }) => [`${from}\n${to}`, ok]));
  const columns = members.filter(({ program }) => program !== 'mongos').map(({ id }) => id);
  const first = Math.max(12, ...members.map(({ id }) => id.length));
  const header = ['from \\ to'.padEnd(first), ...columns].join('  ');
  const rows = members.map(({ id }) => {
    const cells = columns.map((to) => {
      const ok = verdicts.get(`${id}\n${to}`);
      const text = id === to ? '-' : ok === true ? 'ok' : ok === null ? '?' : 'no';
      return text.padEnd(to.length);
    });
    return [id.padEnd(first), ...cells].join('  ').trimEnd();
  });
  return [header, ...rows].map((line) => `  ${oneLine(line)}`);
}

/** Pairs with the same fault at the same place are told once, with the first few of them. */
function* faultLines(pairs: Iterable<ReportedPair>): Iterable<string> {
  const groups = new Map<
    string,
    { fault: ReportedFault; severity: string; names: string[]; count: number }
  >();
  for (const { from, to, ok, faults } of pairs) {
    for (const fault of faults) {
      const severity = ok === null ? 'info' : 'error';
      const key = [
        fault.file,
        fault.range.start.line,
        fault.range.start.character,
        fault.code,
        severity,
      ].join('\n');
      const group = groups.get(key) ?? { fault, severity, names: [], count: 0 };
      groups.set(key, group);
      group.count++;
      if (group.names.length < mostPairsNamed) group.names.push(`${from} -> ${to}`);
    }
  }
  for (const { fault, severity, names, count } of groups.values()) {
    const [first = '', ...others] = names;
    const more = count - names.length;
    const rest =
      others.length === 0 ? '' : ` (also ${others.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''})`;
    yield oneLine(`${placed(fault)}: ${severity}: ${first}: ${fault.message}${rest} [${fault.code}]`);
  }
}

function* findingLines({ findings }: ReportedCluster): Iterable<string> {
  for (const finding of findings) {
    yield oneLine(`${placed(finding)}: ${finding.severity}: ${finding.message} [${finding.rule}]`);
  }
}

function placed({ file, range: { start } }: ReportedPlace): string {
  return `${file}:${String(start.line + 1)}:${String(start.character + 1)}`;
}

function summaryLine({ members, pairs, refused, unknown, errors, warnings }: ClusterSummary): string {
  const judged = `${counted(pairs, 'pair')} (${String(refused)} refused, ${String(unknown)} unknown)`;
  return `${counted(members, 'member')}, ${judged}; beside the pairs ${counted(errors, 'error')} and ${counted(warnings, 'warning')}`;
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
