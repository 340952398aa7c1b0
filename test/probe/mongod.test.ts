import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probe } from '../../server/src/probe/probe.ts';
import type { ConnectReport } from '../../server/src/probe/report.ts';
import { writeCertificates } from '../support/tls-lab/certificates.ts';
import { mongodPath, mongodVersion, startMongod, type Mongod } from '../support/tls-lab/mongod.ts';

/** The newest driver speaks to 4.4 and later only. */
function problem(): string | undefined {
  if (mongodPath === '') return 'not run: MONGOD_PATH is not set';
  const [major, minor] = mongodVersion();
  return major > 4 || (major === 4 && minor >= 4) ? undefined : 'not run: mongod is older than 4.4';
}

const reason = problem();
const suite = reason === undefined ? 'connections to mongod' : `connections to mongod (${reason})`;
const startLimit = 90_000;

describe.skipIf(reason !== undefined)(suite, () => {
  let folder: string;
  let mongod: Mongod;
  const file = (name: string): string => join(folder, name);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mongodb-tls-mongod-'));
    writeCertificates(folder);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** One server for the tests of a block. */
  function serve(options: () => readonly string[]): void {
    beforeAll(async () => {
      mongod = await startMongod(options());
    }, startLimit);
    afterAll(() => mongod.stop(), startLimit);
  }

  async function attempt(options: Record<string, string>, user = ''): Promise<ConnectReport> {
    const uri = `mongodb://${user}localhost:${mongod.port}/`;
    return probe({ uri, options, timeoutMs: 10_000 }, new AbortController().signal);
  }
  const withTls = (more: Record<string, string> = {}, user = ''): Promise<ConnectReport> =>
    attempt({ tls: 'true', tlsCAFile: file('ca.pem'), ...more }, user);
  const withKey = (name: string): Record<string, string> => ({ tlsCertificateKeyFile: file(name) });

  function expectCode(report: ConnectReport, code: string | undefined): void {
    expect(report.diagnosis?.code, JSON.stringify(report, undefined, 1)).toBe(code);
  }

  describe('with TLS and client certificates', () => {
    serve(() => [
      ...['--tlsMode', 'requireTLS', '--tlsCertificateKeyFile', file('server.pem')],
      ...['--tlsCAFile', file('ca.pem')],
    ]);

    it('connects with the right certificate', async () => {
      const report = await withTls(withKey('client.pem'));
      expectCode(report, undefined);
      expect(report.steps.map(({ name }) => name)).toEqual(['dns', 'tcp', 'tls', 'hello', 'ping']);
    });

    it.each([
      [undefined, 'client-certificate-required'],
      ['client-of-other-ca.pem', 'client-certificate-unknown-ca'],
      ['client-expired.pem', 'client-certificate-expired'],
      ['server.pem', 'client-certificate-wrong-purpose'],
    ])('refuses %s: %s', async (key, code) => {
      expectCode(await withTls(key === undefined ? {} : withKey(key)), code);
    });

    it('is not trusted with another CA file', async () => {
      expectCode(await withTls({ ...withKey('client.pem'), tlsCAFile: file('ca-other.pem') }), 'unknown-ca');
    });

    it('needs TLS', async () => {
      expectCode(await attempt({}), 'server-requires-tls');
    });

    it('refuses a user that does not exist', async () => {
      const report = await withTls(withKey('client.pem'), 'nobody:wr0ng@');
      expectCode(report, 'authentication-failed');
      expect(JSON.stringify(report)).not.toContain('wr0ng');
    });
  });

  describe('with TLS, for clients without a certificate, under another name', () => {
    serve(() => [
      ...['--tlsMode', 'requireTLS', '--tlsCertificateKeyFile', file('wrong-host.pem')],
      ...['--tlsCAFile', file('ca.pem'), '--tlsAllowConnectionsWithoutCertificates'],
    ]);

    it('is refused by its name, unless that is not checked', async () => {
      expectCode(await withTls(), 'hostname-mismatch');
      expectCode(await withTls({ tlsAllowInvalidHostnames: 'true' }), undefined);
    });
  });

  describe('without TLS', () => {
    serve(() => []);

    it('connects without, and says so to a client with TLS', async () => {
      expectCode(await attempt({}), undefined);
      expectCode(await withTls(), 'server-speaks-plain-text');
    });
  });
});
