import type {
  InspectedBlock,
  InspectReport,
  PublicKeyFacts,
} from '../../../server/src/core/inspect-report.ts';
import { badge, blockLink, button, code, escapeHtml, none, table } from './markup.ts';
import { style } from './style.ts';
import { verdicts } from './verdicts.ts';

type Row = readonly [label: string, html: string];

/** The script of the page: buttons carry their message. */
const script = `const code = acquireVsCodeApi();
document.addEventListener('click', ({ target }) => {
  const message = target.closest('button')?.dataset.message;
  if (message) code.postMessage(JSON.parse(message));
});`;

/**
 * Draws an inspected PEM file as a page: a heading, the notes, one section with a table per block. Nothing is loaded from
 * anywhere; `nonce` admits the page's own style and script.
 */
export function inspectHtml(
  report: InspectReport,
  page: { title: string; path: string; nonce: string },
): string {
  const { title, path, nonce } = page;
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p class="quiet path">${escapeHtml(path)}</p>
<p>${escapeHtml(contents(report.blocks))}</p>
${format(report)}${notes(report)}
${verdicts(report)}
${report.blocks.map((block, index) => section(block, index)).join('\n')}
</main>
<script nonce="${nonce}">${script}</script>
</body>
</html>`;
}

function contents(blocks: readonly InspectedBlock[]): string {
  if (blocks.length === 0) return 'There is no PEM block in this file.';
  const counts = new Map<string, number>();
  for (const { type } of blocks) counts.set(type, (counts.get(type) ?? 0) + 1);
  const words = [...counts].map(([type, count]) => {
    const [one, many] = kinds[type as InspectedBlock['type']];
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

function format({ format: other }: InspectReport): string {
  return other ? `<p><strong>${escapeHtml(other.name)}.</strong> ${escapeHtml(other.advice)}</p>` : '';
}

function notes(report: InspectReport): string {
  if (report.notes.length === 0) return '';
  const words = { error: 'Error', warning: 'Warning', info: 'Note' } as const;
  const items = report.notes.map(
    ({ severity, message }) =>
      `<li class="${severity}"><strong>${words[severity]}:</strong> ${escapeHtml(message)}</li>`,
  );
  return `<ul class="notes" aria-label="Findings">${items.join('')}</ul>`;
}

function section(block: InspectedBlock, index: number): string {
  const id = `block-${String(index + 1)}`;
  const error =
    block.error === undefined
      ? ''
      : `<p class="error"><strong>Error:</strong> ${escapeHtml(block.error)}</p>`;
  const isLocked = block.type === 'private-key' && block.encrypted && !block.key;
  const unlock = isLocked ? button({ type: 'passphrase' }, 'Open with Passphrase…') : '';
  return `<section aria-labelledby="${id}">
<h2 id="${id}"><span class="number">Block ${String(index + 1)}</span> ${escapeHtml(headline(block))}</h2>
<p class="actions">${button({ type: 'reveal', line: block.line }, `Go to line ${String(block.line + 1)}`)}${unlock}</p>
${error}${table(id, rowsOf(block))}
</section>`;
}

function headline(block: InspectedBlock): string {
  switch (block.type) {
    case 'certificate':
      return block.certificate
        ? `Certificate: ${shortName(block.certificate.readableSubject)}`
        : 'Certificate';
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

function rowsOf(block: InspectedBlock): Row[] {
  switch (block.type) {
    case 'certificate':
      return block.certificate ? certificateRows(block.certificate) : [];
    case 'private-key':
      return privateKeyRows(block);
    case 'crl':
      return block.crl
        ? [
            ['Issuer', code(block.crl.issuer)],
            ['Published', time(block.crl.thisUpdate)],
            [
              'Next update',
              block.crl.nextUpdate === undefined ? none('not given') : time(block.crl.nextUpdate),
            ],
            ['Revoked certificates', String(block.crl.revokedCount)],
            ['Signature', escapeHtml(block.crl.signatureAlgorithm)],
          ]
        : [];
    case 'certificate-request':
      return block.request
        ? [
            ['Subject', name(block.request.subject)],
            ['Alternative names', names(block.request.subjectAltNames)],
            ['Public key', escapeHtml(keyText(block.request.publicKey))],
            ['Signature', escapeHtml(block.request.signatureAlgorithm)],
          ]
        : [];
    case 'other':
      return [];
  }
}

type Certificate = NonNullable<Extract<InspectedBlock, { type: 'certificate' }>['certificate']>;

function certificateRows(certificate: Certificate): Row[] {
  const { basicConstraints, subjectKeyIdentifier, authorityKeyIdentifier } = certificate;
  return [
    ['Subject', name(certificate.readableSubject)],
    ['Issuer', name(certificate.readableIssuer) + issuerHint(certificate)],
    ['Valid', `${time(certificate.notBefore)} to ${time(certificate.notAfter)} ${daysLeft(certificate)}`],
    ['Alternative names', names(certificate.subjectAltNames)],
    ['Key usage', words(certificate.keyUsage, 'not restricted')],
    ['Extended key usage', words(certificate.extendedKeyUsage, 'not restricted')],
    ['Certificate authority', authority(basicConstraints)],
    ['Public key', escapeHtml(keyText(certificate.publicKey))],
    ['Signature', escapeHtml(certificate.signatureAlgorithm)],
    ['Version', `X.509 v${String(certificate.version)}`],
    ['Serial number', code(certificate.serialNumber)],
    ['SHA-256 fingerprint', code(certificate.sha256Fingerprint)],
    ['SHA-1 fingerprint', code(certificate.sha1Fingerprint)],
    [
      'Subject key identifier',
      subjectKeyIdentifier === undefined ? none('none') : code(subjectKeyIdentifier),
    ],
    [
      'Authority key identifier',
      authorityKeyIdentifier === undefined ? none('none') : code(authorityKeyIdentifier),
    ],
  ];
}

function privateKeyRows(block: Extract<InspectedBlock, { type: 'private-key' }>): Row[] {
  const rows: Row[] = [
    [
      'Encrypted',
      block.encrypted ? `yes${block.encryption ? `, ${escapeHtml(block.encryption)}` : ''}` : 'no',
    ],
  ];
  if (block.passphrase === 'wrong') rows.push(['Passphrase', badge('error', 'wrong')]);
  if (block.key) rows.push(['Key', escapeHtml(keyText(block.key))]);
  if (block.belongsTo === null) rows.push(['Belongs to', badge('error', 'no certificate of this file')]);
  else if (block.belongsTo !== undefined) rows.push(['Belongs to', blockLink(block.belongsTo)]);
  return rows;
}

function issuerHint({ issuerBlock, selfIssued }: Certificate): string {
  if (selfIssued) return ' <span class="quiet">(itself)</span>';
  return issuerBlock === undefined
    ? ' <span class="quiet">(not in this file)</span>'
    : ` (${blockLink(issuerBlock)})`;
}

function daysLeft({ notBefore, notAfter, daysLeft: days }: Certificate): string {
  const span = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days).toLocaleString('en')} days`;
  const lifetime = Math.max(1, (Date.parse(notAfter) - Date.parse(notBefore)) / 86_400_000);
  const text = days < 0 ? `expired ${span} ago` : days > lifetime ? 'not valid yet' : `${span} left`;
  const level = days < 0 || days > lifetime ? 'error' : days <= 30 ? 'warning' : 'good';
  return badge(level, text);
}

function authority(constraints: Certificate['basicConstraints']): string {
  if (!constraints) return none('not said');
  if (!constraints.ca) return 'no';
  return constraints.pathLength === undefined ? 'yes' : `yes, path length ${String(constraints.pathLength)}`;
}

function keyText({ algorithm, bits, curve }: PublicKeyFacts): string {
  const size = bits === undefined ? '' : `${String(bits)} bits`;
  return [algorithm, curve, size].filter((part) => part !== undefined && part !== '').join(', ');
}

function names(list: readonly { readonly type: string; readonly value: string }[]): string {
  if (list.length === 0) return none('none');
  const items = list.map(
    ({ type, value }) => `<li><span class="quiet">${escapeHtml(type)}</span> ${code(value)}</li>`,
  );
  return `<ul>${items.join('')}</ul>`;
}

function words(list: readonly string[], otherwise: string): string {
  return list.length === 0 ? none(otherwise) : escapeHtml(list.join(', '));
}

/** The common name where there is one: a heading has to be short. */
function shortName(subject: string): string {
  return /(?:^|,)\s*CN=((?:\\.|[^,\\])+)/.exec(subject)?.[1] ?? (subject === '' ? '(no name)' : subject);
}

function name(distinguishedName: string): string {
  return distinguishedName === '' ? none('empty') : code(distinguishedName);
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
