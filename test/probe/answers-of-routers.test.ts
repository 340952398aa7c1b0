import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { nameService } from '../../server/src/probe/name-service.ts';
import { probe } from '../../server/src/probe/probe.ts';
import type { ConnectReport } from '../../server/src/probe/report.ts';
import { startNameServer } from '../support/tls-lab/name-server.ts';

/** A fatal alert of TLS 1.2. */
const alert = (description: number): Buffer => Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, description]);

/** A ServerHello of TLS 1.2 without extensions, as one that knows nothing of RFC 5746 sends it: ECDHE-RSA-AES128-GCM-SHA256. */
const oldServerHello = (): Buffer => {
  const body = Buffer.concat([
    Buffer.from([0x03, 0x03]),
    Buffer.alloc(32, 7),
    Buffer.from([0x00, 0xc0, 0x2f, 0x00]),
  ]);
  const handshake = Buffer.concat([Buffer.from([0x02, 0x00, 0x00, body.length]), body]);
  return Buffer.concat([Buffer.from([0x16, 0x03, 0x03, 0x00, handshake.length]), handshake]);
};

/** What a test of a connection with TLS says of a server that answers a ClientHello so. */
async function reportOn(host: string, answer: Buffer): Promise<ConnectReport> {
  const server = createServer((socket) =>
    socket.on('error', () => socket.destroy()).once('data', () => socket.end(answer)),
  );
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const names = await startNameServer({ [host]: { address: '127.0.0.1' } });
  onTestFinished(() => {
    server.close();
    names.stop();
  });
  const uri = `mongodb://${host}:${String((server.address() as AddressInfo).port)}/?tls=true`;
  return probe(
    { uri, options: {}, timeoutMs: 5000 },
    new AbortController().signal,
    nameService({ servers: [names.server], askSystem: () => Promise.reject(new Error('not asked')) }),
  );
}

describe('a router or proxy in front of the server', () => {
  it('that does not know the name says so, and which name was sent is told', async () => {
    const { diagnosis } = await reportOn('db1.example.test', alert(112));
    expect(diagnosis?.code).toBe('server-name-unknown');
    expect(diagnosis?.explanation).toContain('db1.example.test');
    expect(diagnosis?.commands?.join('\n')).toContain('openssl s_client');
  });

  it('of Atlas lets no address in that is not on its list', async () => {
    const { diagnosis } = await reportOn('cluster0-shard-00-00.abcde.mongodb.net', alert(80));
    expect(diagnosis?.code).toBe('ip-not-allowed');
    expect(diagnosis?.fixes.join('\n')).toContain('Network Access');
    expect(diagnosis?.facts).toMatchObject({ atlas: true });
  });

  it('that knows no secure renegotiation is an old one', async () => {
    const { diagnosis } = await reportOn('db1.example.test', oldServerHello());
    expect(diagnosis?.code, JSON.stringify(diagnosis)).toBe('old-tls-proxy');
    expect(diagnosis?.explanation).toContain('RFC 5746');
    expect(diagnosis?.fixes.join('\n')).toContain('past the proxy');
  });
});
