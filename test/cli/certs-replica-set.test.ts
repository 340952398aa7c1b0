import { hasOpenssl } from '../support/openssl.ts';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePem } from '../../server/src/core/pem/model/pem.ts';
import { countsAsMember } from '../../server/src/core/pem/model/member-name.ts';
import { parseServerVersion } from '../../server/src/core/server/server-version.ts';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function made(...args: string[]): Promise<string> {
  const cwd = temporaryFolder();
  const { code, err } = await runCli(['certs', 'new', '--key', 'p256', ...args, '.'], { cwd });
  expect(code, err).toBe(0);
  return cwd;
}
const read = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');
const replicaSet = ['--server', 'db1.example.net,10.0.0.1', '--server', 'db2.example.net'];

describe('the replica set of certs new', () => {
  it('lints clean for every version, each file beside the others', async () => {
    const cwd = await made(...replicaSet, '--client', 'alice', '--mongosqld', 'localhost');
    const check = async (version: string): Promise<void> => {
      const args = ['lint', '--fail-on', 'info', '--mongodb-version', version, '.'];
      const { code, out } = await runCli(args, { cwd });
      expect(out).toBe(`0 errors, 0 warnings, 0 notes in 12 files (MongoDB ${version})\n`);
      expect(code).toBe(0);
    };
    for (const version of ['4.2', '4.4', '5.0', '6.0', '7.0', '8.0.10']) await check(version);
    // mongod 4.0 knows the same settings by their old names
    for (const name of ['mongod-db1.example.net.conf', 'mongod-db2.example.net.conf']) {
      const old = read(cwd, name)
        .replace(' tls:', ' ssl:')
        .replace('requireTLS', 'requireSSL')
        .replace('certificateKeyFile', 'PEMKeyFile');
      writeFileSync(join(cwd, name), old);
    }
    await check('4.0');
  });

  it('has a configuration for each server, with both its certificates', async () => {
    const cwd = await made(
      ...replicaSet,
      '--server',
      '*.example.org,2001:db8::1',
      '--client',
      'a "quoted", name',
    );
    const first = read(cwd, 'mongod-db1.example.net.conf');
    expect(first).toContain(`bindIp: localhost,db1.example.net,10.0.0.1\n  tls:`);
    expect(first).toContain(`certificateKeyFile: "${cwd}/db1.example.net.pem"\n`);
    expect(first).toContain(`clusterFile: "${cwd}/db1.example.net-member.pem"\n`);
    expect(first).toContain(`CAFile: "${cwd}/ca.pem"\n`);
    expect(first).toMatch(/^security:\n.*\n {2}clusterAuthMode: x509$/m);
    expect(first).toMatch(/^replication:\n {2}replSetName: test$/m);
    expect(first).toContain(
      `{ _id: 0, host: 'db1.example.net:27017' }, { _id: 1, host: 'db2.example.net:27017' }, { _id: 2, host: '[2001:db8::1]:27017' }`,
    );
    // the name by which the client logs in, as mongod writes it
    expect(first).toContain(
      String.raw`createUser: "CN=a \\\"quoted\\\"\\, name,OU=Clients,O=MongoDB TLS test certificates"`,
    );
    expect(read(cwd, 'mongod-wildcard.example.org.conf')).toContain(
      'bindIp: localhost,2001:db8::1\n  ipv6: true\n',
    );
    expect(read(await made(), 'mongod.conf')).toContain('bindIp: localhost\n  tls:');
  });

  it('has members that count as such for each other in every release, and nobody else', async () => {
    const cwd = await made(...replicaSet, '--client', 'alice', '--mongosqld', 'sql');
    const subject = (name: string) => {
      const [own] = parsePem(read(cwd, `${name}.pem`)).certificates;
      if (!own) throw new Error(`${name} has no certificate`);
      return own.certificate.subject;
    };
    const servers = ['db1.example.net', 'db2.example.net'];
    const members = servers.map((name) => `${name}-member`);
    for (const version of ['4.0', '4.4', '5.0', '6.0', '7.0', '8.0'].map(parseServerVersion)) {
      if (!version) throw new Error('no version');
      for (const server of servers) {
        const counting = [...members, 'alice', 'mongosqld-client'].filter((name) =>
          countsAsMember(subject(server), subject(name), version),
        );
        expect(counting).toEqual(members);
      }
    }
    // a server warns of a client that shows the server's own name
    const names = [...servers, ...members].map((name) => subject(name).comparable);
    expect(new Set(names).size).toBe(4);
  });

  it.skipIf(!hasOpenssl)(
    `is for the sides that OpenSSL takes it for${hasOpenssl ? '' : ' (not run: openssl is not here)'}`,
    async () => {
      const cwd = await made(
        '--server',
        'db1.example.net',
        '--client',
        'alice',
        '--organization',
        'A, "B" \\ C',
      );
      const accepts = (purpose: string, name: string): boolean => {
        const args = ['verify', '-CAfile', 'ca.pem', '-purpose', purpose, `${name}.pem`];
        return spawnSync('openssl', args, { cwd }).status === 0;
      };
      const verdicts = ['db1.example.net', 'db1.example.net-member', 'alice'].map((name) =>
        ['sslserver', 'sslclient'].filter((purpose) => accepts(purpose, name)),
      );
      expect(verdicts).toEqual([['sslserver'], ['sslclient'], ['sslclient']]);
      const text = execFileSync(
        'openssl',
        ['x509', '-noout', '-ext', 'subjectAltName', '-in', 'db1.example.net.pem'],
        {
          cwd,
          encoding: 'utf8',
        },
      );
      expect(text).toContain('DNS:db1.example.net, DNS:localhost');
    },
  );
});
