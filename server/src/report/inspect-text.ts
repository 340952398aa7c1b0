import type { CertificateFacts, InspectedBlock, InspectReport } from '../core/inspect/inspect-report.ts';
import { untilOpened } from '../core/pem/model/until-opened.ts';
import { keyText } from '../core/pem/model/titles.ts';
import { oneLine } from '../core/text/visible.ts';

/** A report for a terminal: one part for each block, then what is to be said of the file; ends with a line break. */
export function inspectText(path: string, report: InspectReport): string {
  return [
    path,
    ...report.blocks.flatMap((block, index) => ['', ...blockLines(block, index)]),
    ...chainLines(report),
    ...roleLines(report),
    ...clientLines(report),
    ...noteLines(report),
    '',
  ]
    .map(oneLine)
    .join('\n');
}

function blockLines(block: InspectedBlock, index: number): string[] {
  const head = `[${index + 1}] ${titleOf(block)} (line ${block.line + 1})`;
  const error = block.error === undefined ? [] : field('Damaged', block.error);
  return [head, ...error, ...contentLines(block)];
}

function titleOf(block: InspectedBlock): string {
  switch (block.type) {
    case 'certificate':
      return block.certificate?.ca ? 'CA certificate' : 'Certificate';
    case 'private-key':
      return block.encrypted ? 'Private key, encrypted' : 'Private key';
    case 'crl':
      return 'Revocation list';
    case 'certificate-request':
      return 'Certificate request';
    case 'other':
      return block.label;
  }
}

function contentLines(block: InspectedBlock): string[] {
  switch (block.type) {
    case 'certificate':
      return block.certificate ? certificateLines(block.certificate) : [];
    case 'private-key':
      return [
        ...(block.key ? field('Key', keyText(block.key)) : []),
        ...(block.encryption === undefined ? [] : field('Encryption', block.encryption)),
        ...field('Belongs to', ownerText(block)),
      ];
    case 'crl': {
      const { crl } = block;
      if (!crl) return [];
      const { nextUpdate, daysLeft } = crl;
      return [
        ...field('Issuer', crl.issuer),
        ...field('Issued', crl.thisUpdate),
        ...(nextUpdate === undefined || daysLeft === undefined
          ? []
          : field('Next update', `${nextUpdate} (${daysText(daysLeft)})`)),
        ...field('Revoked', String(crl.revokedCount)),
        ...field('Signature', crl.signatureAlgorithm),
      ];
    }
    case 'certificate-request': {
      const { request } = block;
      if (!request) return [];
      return [
        ...field('Subject', request.subject),
        ...field('Names', ...request.subjectAltNames.map(({ type, value }) => `${type}:${value}`)),
        ...field('Key', keyText(request.publicKey)),
        ...field('Signature', request.signatureAlgorithm),
      ];
    }
    case 'other':
      return block.purpose === undefined ? [] : field('Is', block.purpose);
  }
}

function ownerText(block: InspectedBlock & { type: 'private-key' }): string {
  if (block.passphrase === 'wrong') return 'not known: the passphrase does not open it';
  if (block.passphrase === 'needed') return `${untilOpened} (--passphrase-stdin)`;
  if (block.belongsTo === undefined) return 'not known';
  return block.belongsTo === null ? 'no certificate of this file' : `certificate [${block.belongsTo + 1}]`;
}

function certificateLines(certificate: CertificateFacts): string[] {
  const { subject, readableSubject, issuer, readableIssuer, basicConstraints, issuerBlock, keyBlock } =
    certificate;
  const usages = certificate.extendedKeyUsage.map((name, index) => {
    const oid = certificate.extendedKeyUsageIds[index] ?? '';
    return name === oid ? oid : `${name} (${oid})`;
  });
  return [
    ...field('Subject', readableSubject),
    ...(subject === readableSubject || subject === '' ? [] : field('  in MongoDB', subject)),
    ...field(
      'Issuer',
      certificate.selfIssued
        ? 'itself'
        : `${readableIssuer === '' ? issuer : readableIssuer}${issuerBlock === undefined ? '' : ` [${issuerBlock + 1}]`}`,
    ),
    ...field(
      'Valid',
      `${certificate.notBefore} to ${certificate.notAfter} (${daysText(certificate.daysLeft)})`,
    ),
    ...field('Names', ...certificate.subjectAltNames.map(({ type, value }) => `${type}:${value}`)),
    ...field('Key usage', ...certificate.keyUsage),
    ...field('Ext. key usage', ...usages),
    ...(basicConstraints
      ? field(
          'CA',
          `${basicConstraints.ca ? 'yes' : 'no'}${basicConstraints.pathLength === undefined ? '' : `, path length ${basicConstraints.pathLength}`}`,
        )
      : []),
    ...field('Key', keyText(certificate.publicKey)),
    ...(keyBlock === undefined ? [] : field('Private key', `[${keyBlock + 1}]`)),
    ...(certificate.keyUnknown && !certificate.ca ? field('Private key', untilOpened) : []),
    ...field('Signature', certificate.signatureAlgorithm),
    ...field('Version', String(certificate.version)),
    ...field('Serial', certificate.serialNumber),
    ...(certificate.sha256Fingerprint === '' ? [] : field('SHA-256', certificate.sha256Fingerprint)),
    ...(certificate.sha1Fingerprint === '' ? [] : field('SHA-1', certificate.sha1Fingerprint)),
  ];
}

function daysText(days: number): string {
  if (days < 0) return `ended ${-days} ${days === -1 ? 'day' : 'days'} ago`;
  return `${days} ${days === 1 ? 'day' : 'days'} left`;
}

/** Each chain from the leaf upwards; anchors with nothing below, of which bundles are full, are only counted. */
function chainLines({ chains, blocks }: InspectReport): string[] {
  const drawn = chains.filter(
    ({ blocks: path, missingIssuer }) => path.length > 1 || missingIssuer !== undefined,
  );
  const alone = chains.length - drawn.length;
  if (drawn.length === 0) return [];
  return [
    '',
    'Chain of trust',
    ...drawn.flatMap(({ blocks: path, missingIssuer }) => [
      ...path.map((index, place) => chainLine(place, `[${index + 1}] ${nodeText(blocks[index])}`)),
      ...(missingIssuer === undefined
        ? []
        : [chainLine(path.length, `MISSING: "${missingIssuer}" is not in this file`)]),
    ]),
    ...(alone === 0 ? [] : [`  and ${alone} ${alone === 1 ? 'anchor' : 'anchors'} with nothing below`]),
  ];
}

function chainLine(place: number, text: string): string {
  return `  ${place === 0 ? '' : `${'   '.repeat(place - 1)}└─ issued by `}${text}`;
}

function nodeText(block: InspectedBlock | undefined): string {
  if (block?.type !== 'certificate' || !block.certificate) return '';
  const { readableSubject, daysLeft, ca, selfIssued } = block.certificate;
  const kind = selfIssued ? 'anchor' : ca ? 'CA' : 'leaf';
  return `${readableSubject} (${kind}, ${daysText(daysLeft)})`;
}

function roleLines({ roles }: InspectReport): string[] {
  if (roles.length === 0) return [];
  return [
    '',
    'In mongod.conf',
    ...roles.flatMap(({ role, summary, reasons }) => [
      `  as ${role}: ${summary}`,
      ...reasons.map((reason) => `    - ${reason}`),
    ]),
  ];
}

/** `unknown` is no promise. */
function answerText(accepts: boolean | null): string {
  if (accepts === null) return 'unknown';
  return accepts ? 'yes' : 'NO';
}

function clientLines({ clients }: InspectReport): string[] {
  if (clients.length === 0) return [];
  const width = clients.some(({ accepts }) => accepts === null) ? 7 : 3;
  const read = clients.flatMap(({ client, basis }) => (basis === 'read' ? [client] : []));
  return [
    '',
    'Clients that accept the first certificate as that of a server',
    ...clients.map(
      ({ client, accepts, reasons }) =>
        `  ${answerText(accepts).padEnd(width)}  ${client}${accepts ? '' : `: ${reasons.join('; ')}`}`,
    ),
    ...(read.length > 0 ? [`  (read from sources, not tried: ${read.join(', ')})`] : []),
  ];
}

function noteLines({ notes }: InspectReport): string[] {
  if (notes.length === 0) return [];
  return ['', 'Notes', ...notes.map(({ severity, message }) => `  ${severity}: ${message}`)];
}

function field(name: string, ...values: string[]): string[] {
  return values.length === 0 ? [] : [`    ${name.padEnd(15)} ${values.join(', ')}`];
}
