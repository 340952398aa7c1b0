import type {
  InspectedBlock,
  InspectedChain,
  InspectReport,
} from '../../../server/src/core/inspect/inspect-report.ts';
import { shortName, validity } from './standing.ts';
import { badge, code, escapeHtml, quiet, shortened } from '../pages/markup.ts';
import { blockLink } from './markup.ts';

/** The way from each leaf certificate upwards to its anchor, with what is missing. */
export function chains({ chains: all, blocks }: InspectReport): string {
  // in a bundle most certificates are anchors with nothing below: no chain to draw
  const [single, drawn] = partition(all, (chain) => all.length > 1 && isAnchorAlone(chain));
  const remark =
    single.length === 0
      ? ''
      : `<p>${count(single.length)} of this file ${single.length === 1 ? 'is an anchor' : 'are anchors'} with nothing below.</p>`;
  const paths = shortened(drawn, 5, (part) => part.map((chain) => path(chain, blocks)).join(''));
  return paths + remark;
}

function path({ blocks: indexes, missingIssuer }: InspectedChain, blocks: readonly InspectedBlock[]): string {
  const links = indexes.map((index, place) => `<li>${node(index, place, blocks[index])}</li>`);
  const end =
    missingIssuer === undefined
      ? ''
      : `<li class="missing">${badge('warning', 'Missing')} ${code(missingIssuer)}<br>${quiet('The issuer is not in this file; whoever checks the chain needs it.')}</li>`;
  return `<ol class="chain">${links.join('')}${end}</ol>`;
}

function node(index: number, place: number, block: InspectedBlock | undefined): string {
  if (block?.type !== 'certificate' || !block.certificate) return blockLink(index);
  const { ca, selfIssued, keyBlock, readableSubject } = block.certificate;
  const kind = selfIssued ? 'anchor, its own issuer' : ca ? 'CA' : 'leaf';
  const key = keyBlock === undefined ? '' : ` · private key in ${blockLink(keyBlock)}`;
  const step = place === 0 ? '' : `${quiet('issued by')} `;
  return `${step}${blockLink(index, shortName(readableSubject))} ${validity(block.certificate)}<br><span class="quiet">${escapeHtml(kind)}${key}</span>`;
}

function isAnchorAlone({ blocks, missingIssuer }: InspectedChain): boolean {
  return blocks.length === 1 && missingIssuer === undefined;
}

function count(number: number): string {
  return number === 1 ? '1 certificate' : `${number.toLocaleString('en')} certificates`;
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [yes: T[], no: T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
