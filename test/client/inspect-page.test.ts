import { describe, expect, it } from 'vitest';
import { inspectHtml } from '../../client/src/inspect/html.ts';
import { style } from '../../client/src/pages/style.ts';
import type {
  CertificateBlock,
  CertificateFacts,
  InspectReport,
} from '../../server/src/core/inspect/inspect-report.ts';

const certificate: CertificateFacts = {
  version: 3,
  subject: 'CN=db1,O=Sample',
  issuer: 'CN=Sample CA',
  readableSubject: 'CN=db1,O=Sample',
  readableIssuer: 'CN=Sample CA',
  serialNumber: '02',
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2027-01-01T00:00:00Z',
  daysLeft: 100,
  state: 'valid',
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

function reportOf(changes: Partial<CertificateFacts>, more: InspectReport['blocks'] = []): InspectReport {
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
  inspectHtml(report, { title: 'a.pem', path: 'certs/a.pem', nonce: 'N0', uri: 'file:///w/certs/a.pem' });

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

  it('is made of headings, landmarks and tables with row headers', () => {
    const html = page(reportOf({}));
    expect(html).toContain('<html lang="en">');
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(html).toContain('<section aria-labelledby="blocks"><h2 id="blocks">Blocks of the file</h2>');
    expect(html).toContain('<h3 id="block-1-title"><span class="quiet">1</span> Certificate: db1</h3>');
    expect(html).toContain('<table aria-labelledby="block-1-title">');
    expect(html).toContain('<th scope="row">Subject</th>');
    expect(html).not.toContain('<th>');
    expect(html).toContain('<p id="status" role="status" aria-live="polite"></p>');
  });

  it.each([
    ['valid', 100, 'good', '100 days left', '27.4'],
    ['ending', 1, 'warning', '1 day left', '0.3'],
    ['expired', -3, 'warning', 'expired 3 days ago', '0.0'],
    ['not-yet-valid', 1400, 'warning', 'not valid yet', '0.0'],
  ] as const)('says and draws how long a certificate is valid: %s', (state, daysLeft, level, text, width) => {
    const html = page(reportOf({ state, daysLeft }));
    expect(html).toContain(`<strong class="badge ${level}">${text}</strong>`);
    expect(html).toContain(`<rect class="rest" width="${width}"`);
  });

  it('tells which certificate a key belongs to, and offers to open an encrypted one', () => {
    const key = { type: 'private-key', label: 'PRIVATE KEY', span: [2, 3], line: 9 } as const;
    const open = page(reportOf({}, [{ ...key, encrypted: false, belongsTo: 0, key: certificate.publicKey }]));
    expect(open).toContain('<a href="#block-1">block 1</a>');
    expect(open).not.toContain('Open with passphrase');
    const foreign = page(reportOf({}, [{ ...key, encrypted: false, belongsTo: null }]));
    expect(foreign).toContain('no certificate of this file');
    expect(page(reportOf({}, [{ ...key, encrypted: true }]))).toContain('Open with passphrase…');
    const locked = page(reportOf({ keyUnknown: true }, [{ ...key, encrypted: true, passphrase: 'needed' }]));
    expect(locked.match(/unknown until the passphrase is given/g)).toHaveLength(2);
    expect(locked).not.toContain('not in this file</span></td></tr><tr><th scope="row">Key usage');
    const wrong = page(reportOf({}, [{ ...key, encrypted: true, passphrase: 'wrong' }]));
    expect(wrong).toContain('wrong passphrase');
    expect(wrong).toContain('Open with passphrase…');
  });

  it('copies names, fingerprints and numbers, each by a button with a name of its own', () => {
    const html = page(reportOf({ subject: 'CN=\\D0\\9A,O=Sample', readableSubject: 'CN=К,O=Sample' }));
    const buttons = [...html.matchAll(/data-message="([^"]*)" aria-label="([^"]*)">Copy</g)].map(
      ([, message = '', label]) => [label, JSON.parse(message.replaceAll('&#34;', '"')) as unknown] as const,
    );
    expect(buttons.map(([label]) => label)).toEqual([
      'Copy the user name',
      'Copy the alternative names',
      'Copy the serial number',
      'Copy the SHA-256 fingerprint',
      'Copy the SHA-1 fingerprint',
    ]);
    expect(buttons.slice(0, 2).map(([, message]) => message)).toEqual([
      { type: 'copy', what: 'the user name', text: 'CN=\\D0\\9A,O=Sample' },
      { type: 'copy', what: 'the alternative names', text: 'dns:db1' },
    ]);
  });

  it('draws the chain from the leaf to what is missing', () => {
    const ca = { type: 'certificate', label: 'CERTIFICATE', span: [2, 3], line: 9 } as const;
    const readableSubject = 'CN=Sub CA,O=Sample';
    const html = page({
      ...reportOf({ keyBlock: 2 }, [{ ...ca, certificate: { ...certificate, ca: true, readableSubject } }]),
      chains: [{ blocks: [0, 1], missingIssuer: 'CN=Sample CA' }],
    });
    const text = html
      .slice(html.indexOf('<ol class="chain">'), html.indexOf('</ol>'))
      .replaceAll(/<\/?(li|br)[^>]*>/g, '\n')
      .replaceAll(/<[^>]*>/g, '')
      .split('\n')
      .filter((line) => line !== '');
    expect(text).toEqual([
      'db1 100 days left',
      'leaf · private key in block 3',
      'issued by Sub CA 100 days left',
      'CA',
      'Missing CN=Sample CA',
      expect.stringContaining('not in this file'),
    ]);
  });

  it('stays short for a large bundle', () => {
    const block = reportOf({ ca: true, selfIssued: true }).blocks[0] ?? expect.fail();
    const html = page({
      ...empty,
      blocks: Array.from({ length: 150 }, () => block),
      chains: Array.from({ length: 150 }, (_, index) => ({ blocks: [index] })),
      notes: Array.from({ length: 40 }, () => ({ severity: 'error', message: 'It expired.' })),
    });
    expect(html).not.toMatch(/<details[^>]* open/);
    expect(html).toContain('150 certificates of this file are anchors with nothing below.');
    expect(html).toContain('<summary>32 more</summary>');
    expect(html).toContain('>Open all</button>');
  });

  it('says what mongod and clients make of the file, in words and not by colour alone', () => {
    const html = page({
      ...reportOf({}),
      roles: [
        {
          role: 'certificateKeyFile',
          verdict: 'refused',
          summary: 'will not start: no private key',
          reasons: ['It has no private key.'],
        },
        { role: 'CAFile', verdict: 'fits', summary: 'will start', reasons: [] },
      ],
      clients: [
        {
          client: 'Go',
          accepts: false,
          reasons: ['no name'],
          demands: ['a name', 'no SHA-1'],
          basis: 'read',
        },
        { client: 'Odd', accepts: null, reasons: ['a curve'], demands: ['a name'], basis: 'read' },
        { client: 'Java', accepts: true, reasons: [], demands: ['no MD5'], basis: 'tested' },
      ],
    });
    expect(html).toContain('<th scope="row">as certificateKeyFile</th>');
    expect(html).toContain('will not start: no private key</strong><ul><li>It has no private key.</li></ul>');
    expect(html).toContain('<strong class="badge good">will start</strong>');
    expect(html).toContain('refuses</strong><ul><li>no name</li></ul>');
    expect(html).toContain('<th scope="row">Java</th><td><strong class="badge good">accepts</strong></td>');
    expect(html).toContain('<td>a name and no SHA-1</td>');
  });

  it('shows why a block cannot be read, and says so of an empty file', () => {
    const broken = { type: 'other', label: 'X', span: [0, 1], line: 0, error: 'bad <base64>' } as const;
    expect(page({ ...empty, blocks: [broken] })).toContain('bad &#60;base64&#62;');
    expect(page({ ...empty, blocks: [broken] })).toContain('<details class="block" id="block-1" open>');
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
        extensions: [{ oid: evil, name: evil, critical: true, text: evil }],
        sha256Fingerprint: evil,
        readableSubject: `CN=${evil}`,
      }),
      notes: [{ severity: 'error', message: evil }],
      chains: [{ blocks: [0], missingIssuer: evil }],
      roles: [{ role: 'clusterFile', verdict: 'fails', summary: evil, reasons: [evil] }],
      clients: [{ client: evil, accepts: false, reasons: [evil], demands: [evil], basis: 'read' }],
      format: { name: evil, advice: evil },
    });
    expect(html).not.toContain('<img');
    expect(html.match(/<script/g)).toHaveLength(1);
  });
});
