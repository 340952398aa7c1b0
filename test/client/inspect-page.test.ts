import { describe, expect, it } from 'vitest';
import { inspectHtml } from '../../client/src/inspect/html.ts';
import { style } from '../../client/src/inspect/style.ts';
import type { CertificateBlock, InspectReport } from '../../server/src/core/inspect-report.ts';

type Certificate = NonNullable<CertificateBlock['certificate']>;

const certificate: Certificate = {
  version: 3,
  subject: 'CN=db1,O=Sample',
  issuer: 'CN=Sample CA',
  readableSubject: 'CN=db1,O=Sample',
  readableIssuer: 'CN=Sample CA',
  serialNumber: '02',
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2027-01-01T00:00:00Z',
  daysLeft: 100,
  subjectAltNames: [{ type: 'dns', value: 'db1' }],
  keyUsage: ['digitalSignature'],
  extendedKeyUsage: [],
  extendedKeyUsageIds: [],
  publicKey: { algorithm: 'RSA', bits: 2048 },
  signatureAlgorithm: 'sha256WithRSAEncryption',
  sha256Fingerprint: 'AA:BB',
  sha1Fingerprint: 'CC:DD',
  selfIssued: false,
  ca: false,
  extensions: [],
};

const empty: InspectReport = { version: 1, blocks: [], notes: [], chains: [], roles: [], clients: [] };

function reportOf(changes: Partial<Certificate>, more: InspectReport['blocks'] = []): InspectReport {
  const block: CertificateBlock = {
    type: 'certificate',
    label: 'CERTIFICATE',
    span: [0, 1],
    line: 4,
    certificate: { ...certificate, ...changes },
  };
  return { ...empty, blocks: [block, ...more] };
}

const page = (report: InspectReport): string =>
  inspectHtml(report, { title: 'a.pem', path: 'certs/a.pem', nonce: 'N0' });

describe('the inspect page', () => {
  it('admits its own style and script only', () => {
    const html = page(reportOf({}));
    expect(html).toContain(`content="default-src 'none'; style-src 'nonce-N0'; script-src 'nonce-N0'"`);
    expect(html.match(/<(script|style)/g)).toEqual(['<style', '<script']);
    expect(html.match(/<(script|style) nonce="N0"/g)).toHaveLength(2);
    expect(html).not.toMatch(/\b(src|href)="(?!#)/);
    expect(html).not.toMatch(/\son\w+=|style="/);
  });

  it('takes every colour from the theme', () => {
    expect(style).not.toMatch(/#[0-9a-f]{3,8}\b|rgba?\(|[:\s](white|black|red|green|blue|gray)(?![-\w])/i);
  });

  it('is made of headings and tables with row headers', () => {
    const html = page(reportOf({}));
    expect(html).toContain('<html lang="en">');
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(html).toContain('<section aria-labelledby="block-1">');
    expect(html).toContain('<th scope="row">Subject</th>');
    expect(html).not.toContain('<th>');
  });

  it.each([
    [{ daysLeft: 100 }, 'good', '100 days left'],
    [{ daysLeft: 1 }, 'warning', '1 day left'],
    [{ daysLeft: -3 }, 'error', 'expired 3 days ago'],
    [{ daysLeft: 1400 }, 'error', 'not valid yet'],
  ])('says how long a certificate is valid: %o', (changes, level, text) => {
    expect(page(reportOf(changes))).toContain(`<strong class="badge ${level}">${text}</strong>`);
  });

  it('tells which certificate a key belongs to, and offers to open an encrypted one', () => {
    const key = { type: 'private-key', label: 'PRIVATE KEY', span: [2, 3], line: 9 } as const;
    const open = page(reportOf({}, [{ ...key, encrypted: false, belongsTo: 0, key: certificate.publicKey }]));
    expect(open).toContain('<a href="#block-1">block 1</a>');
    expect(open).not.toContain('Open with Passphrase');
    const foreign = page(reportOf({}, [{ ...key, encrypted: false, belongsTo: null }]));
    expect(foreign).toContain('no certificate of this file');
    expect(page(reportOf({}, [{ ...key, encrypted: true }]))).toContain('Open with Passphrase…');
  });

  it('says what mongod and clients make of the file, in words and not by colour alone', () => {
    const html = page({
      ...reportOf({}),
      chains: [{ blocks: [0], missingIssuer: 'CN=Sample CA' }],
      roles: [
        { role: 'certificateKeyFile', verdict: 'refused', reasons: ['It has no private key.'] },
        { role: 'CAFile', verdict: 'fits', reasons: [] },
      ],
      clients: [{ client: 'Go', accepts: false, reasons: ['It has no alternative name.'] }],
    });
    expect(html).toContain('<th scope="row">as certificateKeyFile</th>');
    expect(html).toContain('the server does not start</strong><ul><li>It has no private key.</li></ul>');
    expect(html).toContain('<strong class="badge good">fits</strong>');
    expect(html).toContain('refuses</strong><ul><li>It has no alternative name.</li></ul>');
    expect(html).toContain('not in this file</strong> <code>CN=Sample CA</code>');
  });

  it('shows why a block cannot be read, and says so of an empty file', () => {
    const broken = { type: 'other', label: 'X', span: [0, 1], line: 0, error: 'bad <base64>' } as const;
    expect(page({ ...empty, blocks: [broken] })).toContain('bad &#60;base64&#62;');
    expect(page(empty)).toContain('There is no PEM block in this file.');
  });

  it('lets no text of a certificate become markup', () => {
    const evil = `"><script>alert(1)</script><img src=x onerror='x'>&`;
    const names = [{ type: evil, value: evil }];
    const html = page({
      ...reportOf({
        subject: `CN=${evil}`,
        issuer: evil,
        notAfter: evil,
        subjectAltNames: names,
        keyUsage: [evil],
      }),
      notes: [{ severity: 'error', message: evil }],
      chains: [{ blocks: [0], missingIssuer: evil }],
      roles: [{ role: 'clusterFile', verdict: 'fails', reasons: [evil] }],
      clients: [{ client: evil, accepts: false, reasons: [evil] }],
      format: { name: evil, advice: evil },
    });
    expect(html).not.toContain('<img');
    expect(html.match(/<script/g)).toHaveLength(1);
  });
});
