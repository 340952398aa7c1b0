import { describe, expect, it } from 'vitest';
import { connectionReport } from '../../client/src/connection/report.ts';
import type { ConnectReport } from '../../server/src/probe/report.ts';

const failed: ConnectReport = {
  version: 1,
  ok: false,
  target: 'db1:27017',
  library: 'OpenSSL 3.0.15',
  hosts: [
    { host: 'db1:27017', ok: false, code: 'server-certificate-expired' },
    { host: 'db2:27017', ok: true },
  ],
  notes: ['tlsCRLFile was not used.'],
  steps: [
    { name: 'dns', ok: true, ms: 0.42, detail: { addresses: '127.0.0.1' } },
    { name: 'tcp', ok: true, ms: 12.6, detail: {} },
    { name: 'tls', ok: false, ms: 3, detail: { code: 'CERT_HAS_EXPIRED' } },
  ],
  diagnosis: {
    code: 'server-certificate-expired',
    title: "The server's certificate has expired",
    explanation: 'It was valid until 2025-01-01.',
    fixes: ['Renew it.', 'Check the clock.'],
    raw: { code: 'CERT_HAS_EXPIRED', message: 'certificate has expired' },
  },
  tls: {
    library: 'OpenSSL 3.0.15',
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_256_GCM_SHA384',
    peerChain: [{ subject: 'CN=db|1', issuer: 'CN=<b>ca</b>', notAfter: '2025-01-01T00:00:00Z' }],
  },
};

/** The report as a reader sees it: character references undone. */
const read = (markdown: string): string =>
  markdown.replaceAll(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)));

describe('the report of a connection', () => {
  it('says what is wrong, what to do, and how far it came', () => {
    const text = read(connectionReport(failed, 'mongodb://db1/'));
    expect(text).toMatch(/^# The server's certificate has expired\n\n<code>mongodb:\/\/db1\/<\/code>\n/);
    expect(text).toContain('## What to do\n\n- Renew it.\n- Check the clock.\n');
    expect(text).toContain('| Look up the host name | ok | 0.4&nbsp;ms | addresses: 127.0.0.1 |');
    expect(text).toContain('| Open a TCP connection | ok | 13&nbsp;ms |  |');
    expect(text).toContain('| TLS handshake | **failed** | 3.0&nbsp;ms | code: CERT_HAS_EXPIRED |');
    expect(text).toContain('| TLSv1.3 | TLS_AES_256_GCM_SHA384 | OpenSSL 3.0.15 |');
    expect(text).toContain('| 2025-01-01 |');
    expect(text).toContain('| db1:27017 | **server-certificate-expired** |\n| db2:27017 | ok |');
    expect(text).toContain('## Worth knowing\n\n- tlsCRLFile was not used.\n');
    expect(text).toContain('<code>CERT_HAS_EXPIRED: certificate has expired</code>');
  });

  it('says that it is connected', () => {
    const detail = { protocol: 'TLSv1.3', clientCertificateSent: false };
    const steps: ConnectReport['steps'] = [{ name: 'tls', ok: true, ms: 1, detail }];
    const text = connectionReport(
      { version: 1, ok: true, steps, library: 'BoringSSL', notes: [] },
      'mongodb://db1/',
    );
    expect(text).toMatch(/^# Connected\n/);
    expect(text).toContain('protocol: TLSv1&#46;3, client certificate sent: no |');
    expect(text).not.toContain('## What to do');
    expect(text).not.toContain('## TLS');
  });

  it('lets no text of a server become Markdown or HTML', () => {
    const evil = '[click](command:x) <img src=x> | `code`\n# heading';
    const diagnosis = { ...(failed.diagnosis ?? never()), title: evil, explanation: evil, fixes: [evil] };
    const steps: ConnectReport['steps'] = [{ name: 'hello', ok: false, ms: 1, detail: { evil } }];
    const text = connectionReport({ ...failed, diagnosis, steps, notes: [evil] }, evil);
    expect(text).not.toMatch(/\[click\]|<img|`code`|^# heading/m);
    expect(text).not.toContain('<b>');
    // a cell stays a cell
    for (const line of text.split('\n').filter((each) => each.startsWith('| MongoDB hello'))) {
      expect(line.match(/\|/g)).toHaveLength(5);
    }
  });
});

function never(): never {
  throw new Error('the example has a diagnosis');
}
