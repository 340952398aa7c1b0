import { describe, expect, it } from 'vitest';
import { connectionReport } from '../../client/src/connection/report.ts';
import type { ConnectReport } from '../../server/src/probe/report.ts';

const connected: ConnectReport = {
  version: 1,
  ok: true,
  library: 'OpenSSL 3.0.19',
  notes: [],
  steps: [{ name: 'dns', ok: true, ms: 1.25, detail: { addresses: '::1' } }],
};

/** Entities as the preview shows them. */
function shown(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

describe('the connection report', () => {
  it('shows the steps of a connection', () => {
    const text = shown(connectionReport(connected, 'mongodb://localhost'));
    expect(text).toContain('# Connected');
    expect(text).toContain('| Look up the host name | ok | 1.3 ms | addresses: ::1 |');
    expect(text).not.toMatch(/## (Notes|Hosts|TLS|What to do)/);
  });

  it('shows the diagnosis, the notes, every host and the certificates of a failure', () => {
    const report: ConnectReport = {
      ...connected,
      ok: false,
      notes: ['Compass and mongosh would connect.'],
      hosts: [
        { host: 'a:1', ok: true },
        { host: 'b:2', ok: false, code: 'unknown-ca' },
      ],
      tls: {
        library: 'OpenSSL 3.0.19',
        protocol: 'TLSv1.3',
        cipher: 'TLS_AES_256_GCM_SHA384',
        peerChain: [{ subject: 'CN=a', issuer: 'CN=ca', notAfter: '2027-01-02T03:04:05.000Z' }],
      },
      diagnosis: {
        code: 'unknown-ca',
        title: 'No trust',
        explanation: 'Because.',
        fixes: ['Do this.'],
        raw: { code: 'SELF_SIGNED_CERT_IN_CHAIN', message: 'self-signed' },
      },
    };
    const text = shown(connectionReport(report, 'mongodb://a:1,b:2'));
    for (const part of [
      '# No trust',
      'Because.',
      '- Do this.',
      '- Compass and mongosh would connect.',
      '| <code>b:2</code> | **unknown-ca** |',
      '| TLSv1.3 | TLS_AES_256_GCM_SHA384 | OpenSSL 3.0.19 |',
      '| <code>CN=a</code> | <code>CN=ca</code> | 2027-01-02 |',
      'SELF_SIGNED_CERT_IN_CHAIN: self-signed',
    ])
      expect(text).toContain(part);
  });

  it("lets no server's text become Markdown or HTML", () => {
    const note = '[x](command:evil) <img src=x> `y` | **z**';
    const markdown = connectionReport({ ...connected, notes: [note] }, 'mongodb://h');
    expect(markdown).not.toMatch(/\[x\]|<img|`y`|\*\*z/);
    expect(shown(markdown)).toContain(note);
  });
});
