import type { InspectedBlock, InspectReport } from '../../../server/src/core/inspect/inspect-report.ts';
import { certificateRows, crlRows, keyRows, requestRows } from './block-rows.ts';
import { badge, button, escapeHtml, table, type Row } from '../pages/markup.ts';
import { blockId } from './markup.ts';
import { crlStanding, shortName, validity } from './standing.ts';

/** So many blocks are shown open; of some more the first one; all of many are closed until they are asked for. */
const few = 3;
const many = 7;

/** One part for each block. */
export function blocks({ blocks: all }: InspectReport): string {
  const isOpen = (index: number): boolean => all.length <= few || (all.length < many && index === 0);
  const drawn = all.map((block, index) => drawBlock(block, index, isOpen(index))).join('\n');
  const toggles = ['all', 'none'].map(
    (which) =>
      `<button type="button" data-open="${which}">${which === 'all' ? 'Open all' : 'Close all'}</button>`,
  );
  return all.length > few ? `<p class="actions">${toggles.join('')}</p>${drawn}` : drawn;
}

function drawBlock(block: InspectedBlock, index: number, isOpen: boolean): string {
  const id = blockId(index);
  const error =
    block.error === undefined
      ? ''
      : `<p class="note error"><strong>Error:</strong> ${escapeHtml(block.error)}</p>`;
  const isLocked = block.type === 'private-key' && block.encrypted && !block.key;
  const unlock = isLocked ? button({ type: 'passphrase' }, 'Open with passphrase…') : '';
  const reveal = button({ type: 'reveal', line: block.line }, `Go to line ${String(block.line + 1)}`);
  return `<details class="block" id="${id}"${isOpen || block.error !== undefined ? ' open' : ''}>
<summary><h3 id="${id}-title"><span class="quiet">${String(index + 1)}</span> ${escapeHtml(titleOf(block))}</h3> ${standing(block)}</summary>
${error}${table({ by: `${id}-title` }, rowsOf(block))}
<p class="actions">${unlock}${reveal}</p>
</details>`;
}

function titleOf(block: InspectedBlock): string {
  switch (block.type) {
    case 'certificate': {
      const { certificate } = block;
      if (!certificate) return 'Certificate';
      return `${certificate.ca ? 'CA certificate' : 'Certificate'}: ${shortName(certificate.readableSubject)}`;
    }
    case 'private-key':
      return block.encrypted ? 'Private key, encrypted' : 'Private key';
    case 'crl':
      return block.crl ? `Revocation list of ${shortName(block.crl.issuer)}` : 'Revocation list';
    case 'certificate-request':
      return block.request
        ? `Certificate request: ${shortName(block.request.subject)}`
        : 'Certificate request';
    case 'other':
      return block.purpose === undefined ? block.label : `${block.label}: ${block.purpose}`;
  }
}

/** How a block stands, beside its title. */
function standing(block: InspectedBlock): string {
  if (block.error !== undefined) return badge('error', 'damaged');
  if (block.type === 'certificate' && block.certificate) return validity(block.certificate);
  if (block.type === 'crl' && block.crl) return crlStanding(block.crl);
  if (block.type !== 'private-key') return '';
  if (block.passphrase === 'wrong') return badge('error', 'wrong passphrase');
  if (block.belongsTo === null) return badge('warning', 'belongs to no certificate of this file');
  return block.belongsTo === undefined
    ? ''
    : badge('good', `belongs to block ${String(block.belongsTo + 1)}`);
}

function rowsOf(block: InspectedBlock): Row[] {
  switch (block.type) {
    case 'certificate':
      return block.certificate ? certificateRows(block.certificate) : [];
    case 'private-key':
      return keyRows(block);
    case 'crl':
      return block.crl ? crlRows(block.crl) : [];
    case 'certificate-request':
      return block.request ? requestRows(block.request) : [];
    case 'other':
      return [];
  }
}
