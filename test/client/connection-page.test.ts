import { describe, expect, it } from 'vitest';
import { connectionHtml, type Run } from '../../client/src/connection/html.ts';
import { style } from '../../client/src/connection/style.ts';
import type { ConnectReport, Diagnosis } from '../../server/src/probe/report.ts';

const diagnosis: Diagnosis = {
  code: 'server-certificate-expired',
  title: "The server's certificate has expired",
  explanation: 'It was valid until 2025-01-01.',
  fixes: ['Renew it.', 'Check the clock.'],
  commands: ['openssl s_client -connect db1:27017 -showcerts'],
  raw: { code: 'CERT_HAS_EXPIRED', message: 'certificate has expired' },
};
const failed: ConnectReport = {
  version: 1,
  ok: false,
  target: 'db1:27017',
  library: 'OpenSSL 3.0.15',
  mode: 'requireTLS',
  hosts: [
    { host: 'db1:27017', ok: false, code: 'server-certificate-expired' },
    { host: 'db2:27017', ok: true },
  ],
  notes: ['tlsCRLFile was not used.'],
  options: { tlsCAFile: '/tls/ca.pem', tls: 'true' },
  steps: [
    { name: 'dns', ok: true, ms: 0.42, detail: { addresses: '127.0.0.1' } },
    { name: 'tcp', ok: true, ms: 12.6, detail: {} },
    { name: 'tls', ok: false, ms: 3, detail: { clientCertificateSent: false } },
  ],
  diagnosis,
  alsoWrong: [{ ...diagnosis, code: 'unknown-ca', title: 'No authority is trusted' }],
  clients: [
    { name: 'Go', connects: 'no', why: 'It wants a SAN.' },
    { name: 'Java', connects: 'yes', why: '' },
  ],
  tls: {
    library: 'OpenSSL 3.0.15',
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_256_GCM_SHA384',
    peerChain: [{ subject: 'CN=db', issuer: 'CN=<b>ca</b>', notAfter: '2025-01-01T00:00:00Z' }],
  },
};
const range = { start: { line: 3, character: 8 }, end: { line: 3, character: 12 } };
const uri = 'file:///work/mongod.conf';

const run = (report: ConnectReport): Run => ({
  target: 'mongodb://db1/',
  time: new Date('2026-03-04T05:06:07Z'),
  result: {
    report,
    markdown: '',
    modeText: 'The server takes connections with TLS only (requireTLS).',
    files: [{ code: 'unknown-ca', option: 'tlsCAFile', path: '/tls/ca.pem' }],
    retries: [{ title: 'Test Otherwise', options: { tlsAllowInvalidHostnames: 'true' } }],
    places: [{ code: 'server-certificate-expired', setting: 'net.tls.certificateKeyFile', uri, range }],
  },
});
const draw = (...reports: ConnectReport[]) =>
  connectionHtml({
    nonce: 'N0',
    runs: reports.map(run),
    shown: 0,
    pathOf: (file) => file.replace('file:///work/', ''),
  });
/** What the page says, without marks of breaking. */
const shown = (html: string) =>
  html
    .replace(/<style[^]*?<\/style>|<script[^]*?<\/script>/g, '')
    .replaceAll(/<wbr>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)))
    .replaceAll(/\s+/g, ' ');
const messages = (html: string) =>
  [...html.matchAll(/data-message="([^"]*)"/g)].map(
    ([, text = '']) =>
      JSON.parse(text.replaceAll(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)))) as {
        type: string;
      },
  );

describe('the page of a connection', () => {
  it('tells the verdict first, then what to do, then what else is in the way', () => {
    const text = shown(draw(failed));
    const order = [
      'has expired',
      'What to do',
      'Renew it.',
      'It was valid until',
      'No authority is trusted',
      'Steps',
    ];
    const places = order.map((part) => text.indexOf(part, text.indexOf('<h1>')));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
    expect(text).toContain('TLS only (requireTLS)');
    expect(text).toContain('failed 3.0 ms · client certificate sent: no');
    expect(text).toContain('Go No It wants a SAN.');
  });

  it('leads to the line of the server and to the file of the client that decide', () => {
    const all = messages(draw(failed));
    expect(all).toContainEqual({ type: 'reveal', uri, line: 3, character: 8 });
    // trust is the matter of the second obstacle
    expect(all).toContainEqual({ type: 'inspect', path: '/tls/ca.pem' });
    expect(all).toContainEqual({ type: 'inspect-sent' });
    expect(all).toContainEqual({
      type: 'copy',
      what: 'the command',
      text: 'openssl s_client -connect db1:27017 -showcerts',
    });
  });

  it('offers what fits the outcome only', () => {
    const success: ConnectReport = { version: 1, ok: true, steps: [], library: 'BoringSSL', notes: [] };
    expect(messages(draw(success)).map(({ type }) => type)).toEqual([
      'again',
      'again',
      'change',
      'again',
      'copy-report',
    ]);
    expect(messages(draw(success))).toContainEqual({
      type: 'again',
      options: { tlsAllowInvalidHostnames: 'true' },
    });
    expect(shown(draw(success))).toContain('Test Otherwise');
    expect(shown(draw(success))).not.toContain('What to do');
  });

  it('lists the last runs with their outcomes', () => {
    const success: ConnectReport = { version: 1, ok: true, steps: [], library: '', notes: [] };
    const html = draw(success, failed);
    expect(shown(html)).toMatch(
      /Last runs .* Connected mongodb:\/\/db1\/ shown above .* server-certificate-expired/,
    );
    expect(messages(html)).toContainEqual({ type: 'show', run: 1 });
    expect(shown(draw(success))).not.toContain('Last runs');
  });

  it('admits its own style and script only, and lets no text of a server become markup', () => {
    const evil = '<img src=x onerror=alert(1)>" onclick="x';
    const html = draw({
      ...failed,
      diagnosis: { ...diagnosis, title: evil, explanation: evil, fixes: [evil], commands: [evil] },
      steps: [{ name: 'hello', ok: false, ms: 1, detail: { evil } }],
      notes: [evil],
      clients: [
        { name: evil, connects: 'no', why: evil },
        { name: 'Java', connects: 'yes', why: '' },
      ],
      hosts: [
        { host: evil, ok: false, why: evil },
        { host: evil, ok: true },
      ],
      options: { tlsCAFile: evil },
    });
    expect(html).toContain("default-src 'none'; style-src 'nonce-N0'; script-src 'nonce-N0'");
    expect(html).not.toMatch(/<img|" onclick=/);
    expect(style).not.toMatch(/#[0-9a-f]{3,6}\b/i);
  });
});
