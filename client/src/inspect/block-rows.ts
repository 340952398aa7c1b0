import {
  untilOpened,
  type CertificateFacts,
  type CrlFacts,
  type PrivateKeyBlock,
  type PublicKeyFacts,
  type RequestFacts,
} from '../../../server/src/core/inspect/inspect-report.ts';
import { code, details, escapeHtml, list, quiet, type Row } from '../pages/markup.ts';
import { copyable } from '../pages/copy.ts';
import { blockLink } from './markup.ts';
import { bar, crlStanding, validity } from './standing.ts';

function privateKey({ keyBlock, keyUnknown }: CertificateFacts): string {
  if (keyBlock !== undefined) return blockLink(keyBlock);
  return quiet(keyUnknown ? untilOpened : 'not in this file');
}

/** What is shown of a certificate. */
export function certificateRows(certificate: CertificateFacts): Row[] {
  const { readableSubject, subject, ca, keyBlock, notBefore, notAfter, state, daysLeft } = certificate;
  const level = state === 'valid' ? 'good' : 'warning';
  const shown = state === 'not-yet-valid' ? 0 : daysLeft;
  return [
    ['Subject', name(readableSubject)],
    ...(ca ? [] : [['User name in MongoDB', copyable(name(subject), 'the user name', subject)] as const]),
    ['Issuer', name(certificate.readableIssuer) + issuerHint(certificate)],
    [
      'Valid',
      `${time(notBefore)} to ${time(notAfter)}${bar(level, notBefore, notAfter, shown, validity(certificate))}`,
    ],
    ['Alternative names', names(certificate.subjectAltNames)],
    ...(ca && keyBlock === undefined ? [] : [['Private key', privateKey(certificate)] as const]),
    ['Key usage', words(certificate.keyUsage, 'not restricted')],
    ['Extended key usage', words(certificate.extendedKeyUsage, 'not restricted')],
    ['Certificate authority', authority(certificate.basicConstraints)],
    ['Public key', escapeHtml(keyText(certificate.publicKey))],
    ['Signature', escapeHtml(certificate.signatureAlgorithm)],
    ['Version', `X.509 v${String(certificate.version)}`],
    ...hexRow('Serial number', certificate.serialNumber),
    ...hexRow('SHA-256 fingerprint', certificate.sha256Fingerprint),
    ...hexRow('SHA-1 fingerprint', certificate.sha1Fingerprint),
    ...hexRow('Subject key identifier', certificate.subjectKeyIdentifier),
    ...hexRow('Authority key identifier', certificate.authorityKeyIdentifier),
    ...extensionsRow(certificate.extensions),
  ];
}

/** What is shown of a private key. */
export function keyRows({ encrypted, encryption, passphrase, key, belongsTo }: PrivateKeyBlock): Row[] {
  const how = encryption === undefined ? '' : `, ${escapeHtml(encryption)}`;
  return [
    ...(key ? [['Key', escapeHtml(keyText(key))] as const] : []),
    ['Encrypted', encrypted ? `yes${how}` : 'no'],
    ...(passphrase === 'needed' ? [['Belongs to', quiet(untilOpened)] as const] : []),
    ...(belongsTo == null ? [] : [['Belongs to', blockLink(belongsTo)] as const]),
  ];
}

/** What is shown of a revocation list. */
export function crlRows(crl: CrlFacts): Row[] {
  const { thisUpdate, nextUpdate, daysLeft, issuerBlock } = crl;
  const next =
    nextUpdate === undefined || daysLeft === undefined
      ? quiet('not given')
      : time(nextUpdate) +
        bar(daysLeft < 0 ? 'warning' : 'good', thisUpdate, nextUpdate, daysLeft, crlStanding(crl));
  return [
    ['Issuer', name(crl.issuer) + placeHint(issuerBlock)],
    ['Published', time(thisUpdate)],
    ['Next update', next],
    ['Revoked certificates', crl.revokedCount.toLocaleString('en')],
    ['Signature', escapeHtml(crl.signatureAlgorithm)],
  ];
}

/** What is shown of a certificate request. */
export function requestRows(request: RequestFacts): Row[] {
  return [
    ['Subject', name(request.subject)],
    ['Alternative names', names(request.subjectAltNames)],
    ['Public key', escapeHtml(keyText(request.publicKey))],
    ['Signature', escapeHtml(request.signatureAlgorithm)],
  ];
}

function hexRow(label: string, digits = ''): Row[] {
  return digits === ''
    ? []
    : [
        [
          label,
          copyable(
            code(digits),
            `the ${label.replace(/^S(?!HA)|^A/, (letter) => letter.toLowerCase())}`,
            digits,
          ),
        ],
      ];
}

function extensionsRow(extensions: CertificateFacts['extensions']): Row[] {
  if (extensions.length === 0) return [];
  const items = extensions.map(
    ({ name: title, critical, text }) =>
      `${escapeHtml(title)}${critical ? ' (critical)' : ''}<pre>${escapeHtml(text)}</pre>`,
  );
  const count = extensions.length === 1 ? '1 extension' : `${String(extensions.length)} extensions`;
  return [['Extensions', details(`Show ${count}`, list(items))]];
}

function issuerHint({ issuerBlock, selfIssued }: CertificateFacts): string {
  return selfIssued ? ` ${quiet('(itself)')}` : placeHint(issuerBlock);
}

function placeHint(issuerBlock: number | undefined): string {
  return issuerBlock === undefined ? ` ${quiet('(not in this file)')}` : ` (${blockLink(issuerBlock)})`;
}

function authority(constraints: CertificateFacts['basicConstraints']): string {
  if (!constraints) return quiet('not said');
  if (!constraints.ca) return 'no';
  return constraints.pathLength === undefined ? 'yes' : `yes, path length ${String(constraints.pathLength)}`;
}

function keyText({ algorithm, bits, curve }: PublicKeyFacts): string {
  const size = bits === undefined ? '' : `${String(bits)} bits`;
  return [algorithm, curve, size].filter((part) => part !== undefined && part !== '').join(', ');
}

function names(all: RequestFacts['subjectAltNames']): string {
  if (all.length === 0) return quiet('none');
  const text = all.map(({ type, value }) => `${type}:${value}`).join(',');
  const items = all.map(({ type, value }) => `${quiet(type)} ${code(value)}`);
  return copyable(list(items), 'the alternative names', text);
}

function words(all: readonly string[], otherwise: string): string {
  return all.length === 0 ? quiet(otherwise) : escapeHtml(all.join(', '));
}

function name(distinguishedName: string): string {
  return distinguishedName === '' ? quiet('empty') : code(distinguishedName);
}

function time(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return escapeHtml(iso);
  const text = date
    .toISOString()
    .replace('T', ' ')
    .replace(/:\d\d\.\d+Z$/, ' UTC');
  return `<time datetime="${escapeHtml(iso)}">${text}</time>`;
}
