import { untilOpened } from '../pem/model/until-opened.ts';
import type { Facts } from '../facts/facts.ts';
import {
  isCa,
  isSelfIssued,
  type Certificate,
  type CertificateRequest,
  type Crl,
} from '../pem/model/certificate.ts';
import type { Pem, PemBlock } from '../pem/model/pem.ts';
import { issuerAmong, isSelfSigned } from '../pem/chain/chain.ts';
import { hex } from '../pem/der/der.ts';
import type { Extensions } from '../pem/der/extensions.ts';
import { dateText } from '../pem/model/judgements.ts';
import { certificateOfKey, publicHalf } from '../pem/chain/key-match.ts';
import { isEmptyName, readableName } from '../pem/der/name.ts';
import type { PrivateKey } from '../pem/armour/private-key.ts';
import { keyText, titleOf, untilText, validityText } from '../pem/model/titles.ts';
import { type Hover, code } from './markdown.ts';

type Row = readonly [name: string, value: string];

/** What stands in the block at an offset, decoded; undefined beside the blocks. Shows no secret. */
export function hoverPemAt(pem: Pem, offset: number, facts: Facts): Hover | undefined {
  const block = pem.blocks.find(({ span }) => offset >= span[0] && offset <= span[1]);
  return block && { span: block.span, markdown: explainBlock(pem, block, facts) };
}

/** As many blocks are listed; a file for a server has fewer. */
const maxBlocks = 5;

/** What stands in a file that a configuration names, a line for each block. Shows no secret. */
export function listPem(pem: Pem, { now }: Pick<Facts, 'now'>): string {
  if (pem.foreign) return `It is ${pem.foreign.name}.`;
  const lines = pem.blocks.slice(0, maxBlocks).map((block) => {
    const { name, detail } = titleOf(block);
    const certificate = pem.certificates.find((entry) => entry.block === block)?.certificate;
    const rows = certificate
      ? [validityText(certificate, now), ...nameRows(certificate).map(([, names]) => `for ${names}`)]
      : [];
    return `- ${[`**${plain(name)}**`, plain(detail), ...rows].filter((part) => part !== '').join(', ')}`;
  });
  const more = pem.blocks.length - lines.length;
  return [...lines, ...(more > 0 ? [`- and ${String(more)} more`] : [])].join('\n');
}

function explainBlock(pem: Pem, block: PemBlock, facts: Facts): string {
  const { name, detail } = titleOf(block);
  const title = `**${plain(name)}**${detail === '' ? '' : `: ${plain(detail)}`}`;
  const [problem] = block.problems;
  if (problem) return `${title}\n\n${plain(problem.message)}`;
  const { content } = block;
  if (!('decoded' in content)) {
    return content.type === 'foreign' ? `${title}\n\n${plain(content.format.advice)}` : title;
  }
  if (!content.decoded.ok) return `${title}\n\nThe block cannot be decoded: ${plain(content.decoded.error)}.`;
  const rows = rowsOf(pem, block, facts);
  return [title, '', ...rows.map(([label, value]) => `- ${label}: ${value}`)].join('\n');
}

function rowsOf(pem: Pem, block: PemBlock, facts: Facts): Row[] {
  const { content } = block;
  switch (content.type) {
    case 'certificate':
      return content.decoded.ok ? certificateRows(pem, content.decoded.value, facts) : [];
    case 'certificate-request':
      return content.decoded.ok ? requestRows(content.decoded.value) : [];
    case 'crl':
      return content.decoded.ok ? crlRows(content.decoded.value, facts) : [];
    case 'private-key':
      return content.decoded.ok ? keyRows(pem, block, content.decoded.value, facts) : [];
    case 'foreign':
    case 'other':
    case 'unknown':
      return [];
  }
}

function certificateRows(pem: Pem, certificate: Certificate, facts: Facts): Row[] {
  const { notBefore, notAfter, serialNumber, signatureAlgorithm, keyUsage, extendedKeyUsage } = certificate;
  const usages = [...(extendedKeyUsage?.map(({ name }) => name) ?? []), ...(keyUsage ?? [])];
  return [
    ['Subject', isEmptyName(certificate.subject) ? 'none' : code(readableName(certificate.subject))],
    ['Issuer', issuerText(pem, certificate, facts)],
    ['Valid', `${dateText(notBefore)} to ${dateText(notAfter)}, ${validityText(certificate, facts.now)}`],
    ...nameRows(certificate),
    ['Key', keyText(certificate.publicKey)],
    ...(isCa(certificate) ? [['May issue', caText(certificate)] as const] : []),
    ...(usages.length > 0 ? [['For', usages.join(', ')] as const] : []),
    ['Signature', signatureAlgorithm.name],
    ['Serial number', code(serialNumber)],
    ...(facts.crypto ? [['SHA-256', code(hex(facts.crypto.hash('sha256', certificate.der)))] as const] : []),
  ];
}

function issuerText(pem: Pem, certificate: Certificate, { crypto }: Facts): string {
  if (isSelfIssued(certificate) && isSelfSigned(certificate, crypto)) return 'itself (self-signed)';
  const others = pem.certificates.filter((entry) => entry.certificate !== certificate);
  const issuer = issuerAmong(
    certificate,
    others.map((entry) => entry.certificate),
    crypto,
  );
  const place = others.find((entry) => entry.certificate === issuer);
  const where = place ? `block ${String(place.block.index + 1)} of this file` : 'not in this file';
  return `${code(readableName(certificate.issuer))}, ${where}`;
}

function caText({ basicConstraints }: Certificate): string {
  const length = basicConstraints?.pathLength;
  if (length === undefined) return 'certificates and further CAs';
  return length === 0
    ? 'certificates, no further CAs'
    : `certificates and at most ${String(length)} CAs in a row`;
}

function requestRows(request: CertificateRequest): Row[] {
  return [
    ['Subject', isEmptyName(request.subject) ? 'none' : code(readableName(request.subject))],
    ...nameRows(request),
    ['Key', keyText(request.publicKey)],
  ];
}

const maxNames = 20;

function nameRows({ subjectAltNames = [] }: Extensions): Row[] {
  if (subjectAltNames.length === 0) return [];
  const shown = subjectAltNames.slice(0, maxNames).map(({ value }) => code(value));
  const more = subjectAltNames.length - shown.length;
  return [['Names', shown.join(', ') + (more > 0 ? ` and ${String(more)} more` : '')]];
}

function crlRows({ issuer, thisUpdate, nextUpdate, signatureAlgorithm }: Crl, { now }: Facts): Row[] {
  return [
    ['Issuer', code(readableName(issuer))],
    ['Made', dateText(thisUpdate)],
    [
      'Next',
      nextUpdate === undefined ? 'not said' : `${dateText(nextUpdate)}, ${untilText(nextUpdate, now)}`,
    ],
    ['Signature', signatureAlgorithm.name],
  ];
}

function keyRows(pem: Pem, block: PemBlock, key: PrivateKey, facts: Facts): Row[] {
  return [
    ['Encrypted', key.encryption === undefined ? 'no: whoever reads the file has the key' : 'yes'],
    ...ownerRows(pem, block, key, facts),
  ];
}

function ownerRows(pem: Pem, block: PemBlock, key: PrivateKey, { crypto }: Facts): Row[] {
  if (pem.certificates.length === 0) return [];
  const half = publicHalf(pem, { block, key }, crypto ? { crypto } : {});
  const found = certificateOfKey(
    half,
    pem.certificates.map(({ certificate }) => certificate),
  );
  if (found === undefined) {
    return half.state === 'locked' ? [['Belongs to', untilOpened]] : [];
  }
  const owner = pem.certificates[found];
  if (!owner) return [['Belongs to', '**no certificate of this file**']];
  const place = `block ${String(owner.block.index + 1)}`;
  return [['Belongs to', `${code(readableName(owner.certificate.subject))}, ${place}`]];
}

/** Text within a line of Markdown, without a meaning of its own. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]()<>|~&]/g, '\\$&').replace(/\s+/g, ' ');
}
