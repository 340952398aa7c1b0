import type { InspectedBlock, InspectReport } from '../../../server/src/core/inspect/inspect-report.ts';
import { blocks } from './blocks.ts';
import { chains } from './chains.ts';
import { frame } from '../pages/frame.ts';
import { escapeHtml, prose, section, shortened } from '../pages/markup.ts';
import { script } from './script.ts';
import { clients, roles } from './verdicts.ts';

/**
 * Draws an inspected PEM file as a page: what it holds, the findings, the chain, what mongod and clients make of it, then block
 * by block. Nothing is loaded from anywhere; `nonce` admits the page's own style and script.
 */
export function inspectHtml(
  report: InspectReport,
  page: { readonly title: string; readonly path: string; readonly nonce: string; readonly uri: string },
): string {
  const { title, path, nonce, uri } = page;
  const main = `<header>
<h1>${escapeHtml(title)}</h1>
<p class="quiet">${escapeHtml(path)}</p>
<p>${escapeHtml(contents(report))}</p>
</header>
${section('findings', 'Findings', notes(report))}
${section('chains', 'Chain of trust', chains(report))}
${section('roles', 'In mongod.conf', roles(report))}
${section('clients', 'As the certificate of a server', clients(report))}
${section('blocks', 'Blocks of the file', blocks(report))}`;
  return frame({ title, nonce, uri, script, main });
}

function contents({ blocks: all, format }: InspectReport): string {
  if (all.length === 0) return format ? `This is ${format.name}.` : 'There is no PEM block in this file.';
  const counts = new Map<InspectedBlock['type'], number>();
  for (const { type } of all) counts.set(type, (counts.get(type) ?? 0) + 1);
  const words = [...counts].map(([type, count]) => {
    const [one, many] = kinds[type];
    return `${String(count)} ${count === 1 ? one : many}`;
  });
  return `This file holds ${new Intl.ListFormat('en').format(words)}.`;
}

const kinds: Readonly<Record<InspectedBlock['type'], readonly [one: string, many: string]>> = {
  certificate: ['certificate', 'certificates'],
  'private-key': ['private key', 'private keys'],
  crl: ['revocation list', 'revocation lists'],
  'certificate-request': ['certificate request', 'certificate requests'],
  other: ['other block', 'other blocks'],
};

const severities = { error: 'Error', warning: 'Warning', info: 'Note' } as const;

function notes(report: InspectReport): string {
  return shortened(report.notes, 8, (part) => {
    const items = part.map(
      ({ severity, message }) =>
        `<li class="${severity}"><strong>${severities[severity]}:</strong> ${prose(message)}</li>`,
    );
    return items.length === 0 ? '' : `<ul class="notes">${items.join('')}</ul>`;
  });
}
