import { X509Certificate, createPrivateKey } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { connect, createServer, type TLSSocket } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { InspectReport } from '../../server/src/core/inspect/inspect-report.ts';
import { nodeHost } from '../../server/src/host/node-host.ts';
import { makeTestCertificates } from '../../server/src/make/test-certificates.ts';
import { makeTestSetUp } from '../../server/src/make/test-set-up.ts';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const day = 24 * 60 * 60 * 1000;
const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');

/** One handshake with certificates of both sides, as members and clients do it; gives what each side saw of the other. */
async function handshake(
  server: string,
  client: string,
  ca: string,
  host: string,
): Promise<{ peer: unknown; client: unknown; authorized: boolean }> {
  const listener = createServer({
    key: server,
    cert: server,
    ca,
    requestCert: true,
    rejectUnauthorized: true,
  });
  const accepted = new Promise<TLSSocket>((resolve, reject) => {
    // with TLS 1.3 the client is done before the server has looked at its certificate
    listener.once('secureConnection', resolve).once('tlsClientError', reject);
  });
  // where the client refuses first nobody waits for it
  accepted.catch(() => undefined);
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1', servername: host, key: client, cert: client, ca });
  socket.on('error', () => undefined);
  try {
    await once(socket, 'secureConnect');
    const other = await accepted;
    return {
      peer: socket.getPeerCertificate().subject.CN,
      client: other.getPeerCertificate().subject.OU,
      authorized: socket.authorized && other.authorized,
    };
  } finally {
    socket.destroy();
    listener.close();
  }
}

describe('certs new', () => {
  it.each(['rsa', 'p256'])('makes %s certificates that a real handshake takes', async (key) => {
    const cwd = temporaryFolder();
    const args = [
      'certs',
      'new',
      '--key',
      key,
      '--server',
      'db1.example.net,127.0.0.1',
      '--server',
      'db2.example.net',
      '--client',
      'alice',
      '--mongosqld',
      'sql.example.net',
      'pki',
    ];
    const { code, err } = await runCli(args, { cwd });
    expect(code, err).toBe(0);
    expect(err).toContain('for testing');
    const folder = join(cwd, 'pki');
    const pem = (name: string): string => read(folder, `${name}.pem`);
    const [ca, db1, db1Member] = [pem('ca'), pem('db1.example.net'), pem('db1.example.net-member')];
    const [db2, alice] = [pem('db2.example.net'), pem('alice')];
    expect(await handshake(db1, alice, ca, 'db1.example.net')).toEqual({
      peer: 'db1.example.net',
      client: 'Clients',
      authorized: true,
    });
    // members connect with their clusterFile, to one another and to themselves
    for (const [server, host] of [
      [db2, 'db2.example.net'],
      [db1, 'db1.example.net'],
      [db1, 'localhost'],
    ] as const)
      expect(await handshake(server, db1Member, ca, host)).toMatchObject({
        peer: host === 'localhost' ? 'db1.example.net' : host,
        client: 'Members',
        authorized: true,
      });
    // each file is for its own side only
    await expect(handshake(db1, db2, ca, 'db1.example.net')).rejects.toThrow(/hang up|purpose/i);
    await expect(handshake(db1Member, alice, ca, 'db1.example.net')).rejects.toThrow(/purpose/i);
    await expect(handshake(db1, alice, ca, 'other.example.net')).rejects.toThrow(
      /altnames|ERR_TLS_CERT_ALTNAME_INVALID/i,
    );
    // both legs of mongosqld: what SQL clients see, and what it shows to mongod
    expect(await handshake(read(folder, 'mongosqld.pem'), alice, ca, 'sql.example.net')).toMatchObject({
      peer: 'sql.example.net',
      authorized: true,
    });
    expect(await handshake(db1, read(folder, 'mongosqld-client.pem'), ca, 'db1.example.net')).toMatchObject({
      client: 'BI Connector Clients',
      authorized: true,
    });
    expect(new X509Certificate(read(folder, 'mongosqld-client.pem')).keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
  });

  it('puts the certificate before its key, guards the keys, and says what the files are for', async () => {
    const cwd = temporaryFolder();
    await runCli(['certs', 'new', '.'], { cwd });
    const pem = read(cwd, 'localhost.pem');
    expect(pem.indexOf('BEGIN CERTIFICATE')).toBeLessThan(pem.indexOf('BEGIN PRIVATE KEY'));
    expect(pem).toContain('For testing only');
    const certificate = new X509Certificate(pem);
    expect(certificate.checkPrivateKey(createPrivateKey(pem))).toBe(true);
    expect(certificate.subject.split('\n')).toEqual([
      'O=MongoDB TLS test certificates',
      'OU=Members',
      'CN=localhost',
    ]);
    expect(certificate.subjectAltName).toBe(
      'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
    );
    for (const name of ['localhost.pem', 'localhost-member.pem', 'client.pem', 'ca.key'])
      expect(statSync(join(cwd, name)).mode & 0o777).toBe(0o600);
    expect(statSync(join(cwd, 'ca.pem')).mode & 0o777).toBe(0o644);
  });

  it.each(['rsa', 'p256'])(
    'makes %s certificates that every client takes, with right dates, usages and key identifiers',
    async (key) => {
      const cwd = temporaryFolder();
      const args = [
        'certs',
        'new',
        '--key',
        key,
        '--client',
        'alice',
        '--client',
        'bob',
        '--mongosqld',
        'sql',
        '.',
      ];
      await runCli(args, { cwd });
      const names = ['localhost', 'localhost-member', 'alice', 'bob', 'mongosqld', 'mongosqld-client'];
      const leaves = names.map((name) => `${name}.pem`);
      const { out } = await runCli(['inspect', '--format', 'json', ...leaves], { cwd });
      const { files } = JSON.parse(out) as { files: InspectReport[] };
      const notes = files.flatMap((file) => file.notes);
      expect(notes.filter(({ severity }) => severity !== 'info')).toEqual([]);
      const [server, member] = files;
      expect(member?.roles.find(({ role }) => role === 'clusterFile')?.summary).toBe('will start');
      expect(server?.clients.filter(({ accepts }) => !accepts)).toEqual([]);
      expect(server?.clients.length).toBeGreaterThan(3);

      const ca = new X509Certificate(read(cwd, 'ca.pem'));
      const made = leaves.map((name) => new X509Certificate(read(cwd, name)));
      for (const leaf of made) {
        expect(leaf.verify(ca.publicKey)).toBe(true);
        expect(Date.parse(leaf.validTo)).toBeLessThan(Date.parse(ca.validTo));
        expect(Date.parse(leaf.validTo)).toBe(Date.UTC(2026, 10, 22) + 90 * day);
        expect(Date.parse(leaf.validFrom)).toBeLessThan(Date.UTC(2026, 10, 22));
      }
      expect(new Set([ca, ...made].map(({ serialNumber }) => serialNumber)).size).toBe(7);
      expect(
        new Set(made.map(({ publicKey }) => publicKey.export({ type: 'spki', format: 'pem' }))).size,
      ).toBe(6);
      const blocks = files.flatMap(({ blocks: all }) => all.filter((block) => block.type === 'certificate'));
      for (const { certificate } of blocks) {
        expect(certificate?.subjectKeyIdentifier).toBeTruthy();
        expect(certificate?.authorityKeyIdentifier).toBeTruthy();
        expect(certificate?.keyUsage).toEqual(
          key === 'rsa' ? ['digitalSignature', 'keyEncipherment'] : ['digitalSignature'],
        );
        expect(certificate?.basicConstraints).toEqual({ ca: false });
      }
      expect(blocks.map(({ certificate }) => certificate?.extendedKeyUsage)).toEqual([
        ['serverAuth'],
        ['clientAuth'],
        ['clientAuth'],
        ['clientAuth'],
        ['serverAuth'],
        ['clientAuth'],
      ]);
    },
  );

  it('never writes over a file, and then writes nothing at all', async () => {
    const cwd = temporaryFolder({ 'client.pem': 'precious' });
    const { code, err } = await runCli(['certs', 'new', '.'], { cwd });
    expect(err).toContain('already has client.pem; nothing was written');
    expect(code).toBe(2);
    expect(read(cwd, 'client.pem')).toBe('precious');
    expect(() => read(cwd, 'ca.pem')).toThrow();
  });

  it('takes back what it wrote where a file in the middle cannot be written', async () => {
    const cwd = temporaryFolder();
    let left = 4;
    const host = {
      ...nodeHost,
      create: (...args: Parameters<typeof nodeHost.create>) =>
        left-- > 0 ? nodeHost.create(...args) : Promise.resolve('could not be written: the disk is full'),
    };
    const made = await makeTestSetUp(
      { folder: cwd, servers: ['localhost'], clients: ['c'], key: 'p256', days: 1, organization: 'O' },
      host,
    );
    expect(made).toEqual({
      problem: `${cwd}/c.pem could not be written: the disk is full. None of the files was left.`,
    });
    expect(readdirSync(cwd)).toEqual([]);
  });

  it.each([
    [['certs', 'old', 'x'], 'certs knows the actions new and combine'],
    [['certs', 'new'], 'name one folder'],
    [['certs', 'new', '--key', 'ed25519', 'x'], '--key takes rsa or p256'],
    [['certs', 'new', '--days', '9999', 'x'], '--days takes'],
    [['certs', 'new', '--client', 'c'.repeat(65), 'x'], 'is no name for a client'],
    [['certs', 'new', '--client', 'ca', 'x'], 'two files would be called ca.pem'],
    [['certs', 'new', '--client', 'LocalHost', 'x'], 'two files would be called localhost.pem'],
    [['certs', 'new', '--organization', ' ', 'x'], '--organization takes'],
    [['certs', 'new', '--server', 'a b', 'x'], '"a b" is neither a host name nor an IP address'],
  ])('%j is refused', async (args, message) => {
    const { code, err } = await runCli(args, { cwd: temporaryFolder() });
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  it('names files after hosts without separators', async () => {
    const files = await makeTestCertificates({
      servers: [['*.example.net'], ['::1']],
      clients: [],
      key: 'p256',
      days: 1,
      organization: 'O',
      now: Date.UTC(2026, 10, 22),
    });
    expect(files.map(({ name }) => name)).toEqual([
      'ca.pem',
      'ca.key',
      'wildcard.example.net.pem',
      'wildcard.example.net-member.pem',
      'ipv6-1.pem',
      'ipv6-1-member.pem',
    ]);
  });
});
