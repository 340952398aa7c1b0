import * as tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probe } from '../../server/src/probe/probe.ts';
import type { ConnectReport, DiagnosisCode } from '../../server/src/probe/report.ts';
import { passphrase } from '../support/tls-lab/certificates.ts';
import { freePorts } from '../support/tls-lab/free-ports.ts';
import { labProblem, password, startLab, type Lab } from '../support/tls-lab/lab.ts';

let lab: Lab;

interface Attempt {
  /** Of the connection string, behind the port. */
  readonly query?: string;
  readonly host?: string;
  /** Files by their names in the lab. */
  readonly ca?: string | null;
  readonly key?: string;
  readonly crl?: string;
  readonly more?: Readonly<Record<string, string>>;
  readonly tls?: boolean;
  readonly user?: string;
  readonly timeoutMs?: number;
}

/** Tests a connection with TLS and the right CA file, unless told otherwise. */
async function attempt(port: number, given: Attempt = {}): Promise<ConnectReport> {
  const { host = 'localhost', ca = 'ca.pem', key, crl, tls = true, user, query = '', more = {} } = given;
  const file = (name: string): string => `${lab.certificates}/${name}`;
  const options = {
    ...(tls ? { tls: 'true' } : {}),
    ...(tls && ca !== null ? { tlsCAFile: file(ca) } : {}),
    ...(key === undefined ? {} : { tlsCertificateKeyFile: file(key) }),
    ...(crl === undefined ? {} : { tlsCRLFile: file(crl) }),
    ...more,
  };
  const uri = `mongodb://${user === undefined ? '' : `${user}@`}${host}:${port}/${query}`;
  const request = { uri, options, timeoutMs: given.timeoutMs ?? 10_000 };
  return probe(request, new AbortController().signal);
}

function stepsOf({ steps }: ConnectReport): string {
  return steps.map(({ name, ok }) => `${name}${ok ? '' : '!'}`).join(' ');
}

/** The code alone says little when a test fails: show the whole report. */
function expectCode(report: ConnectReport, code: DiagnosisCode): void {
  expect(report.diagnosis?.code, JSON.stringify(report, undefined, 1)).toBe(code);
  expect(report.ok).toBe(false);
  expect(report.library).toMatch(/^(OpenSSL|BoringSSL) /);
}

function expectConnected(report: ConnectReport): void {
  expect(report.ok, JSON.stringify(report, undefined, 1)).toBe(true);
  expect(report.diagnosis).toBeUndefined();
}

const suite =
  labProblem === undefined ? 'connections to real servers' : `connections to real servers (${labProblem})`;

describe.skipIf(labProblem !== undefined)(suite, () => {
  beforeAll(async () => {
    lab = await startLab();
  }, 60_000);
  afterAll(() => lab.stop());

  describe('that work', () => {
    it('shows the steps, the protocol and the chain', async () => {
      const report = await attempt(lab.ports.requireTls);
      expectConnected(report);
      expect(stepsOf(report)).toBe('dns tcp tls hello ping');
      expect(report.target).toBe(`localhost:${lab.ports.requireTls}`);
      expect(report.tls?.protocol).toBe('TLSv1.3');
      expect(report.tls?.cipher).toMatch(/^TLS_/);
      expect(report.tls?.peerChain.map(({ subject }) => subject)).toEqual([
        'CN=localhost,O=Test',
        'CN=Test Root CA,O=Test',
      ]);
      const [, , tls, hello] = report.steps;
      expect(tls?.detail).toMatchObject({ authorized: true, clientCertificateRequested: false });
      expect(hello?.detail).toMatchObject({ maxWireVersion: 21, release: '7.0', role: 'standalone' });
      expect(report.steps.every(({ ms }) => ms >= 0)).toBe(true);
    });

    it('takes an address that the certificate names', async () => {
      expectConnected(await attempt(lab.ports.requireTls, { host: '127.0.0.1' }));
    });

    it.each([
      ['TLSv1.2', 'tls12'],
      ['TLSv1.3', 'tls13'],
    ] as const)('speaks %s', async (protocol, port) => {
      expect((await attempt(lab.ports[port])).tls?.protocol).toBe(protocol);
    });

    it('connects without TLS', async () => {
      const report = await attempt(lab.ports.plain, { tls: false });
      expectConnected(report);
      expect(stepsOf(report)).toBe('dns tcp hello ping');
      expect(report.tls).toBeUndefined();
    });

    it('connects either way to a server that takes both', async () => {
      expectConnected(await attempt(lab.ports.both));
      expectConnected(await attempt(lab.ports.both, { tls: false }));
    });

    it.each(['client.pem', 'client-encrypted.pem', 'client-encrypted-traditional.pem'])(
      'sends %s',
      async (key) => {
        const more = key.includes('encrypted') ? { tlsCertificateKeyFilePassword: passphrase } : {};
        const report = await attempt(lab.ports.clientRequired, { key, more });
        expectConnected(report);
        expect(report.steps[2]?.detail).toMatchObject({
          clientCertificateRequested: true,
          clientCertificateSent: true,
        });
      },
    );

    it('needs no client certificate where it is optional', async () => {
      const report = await attempt(lab.ports.clientOptional);
      expectConnected(report);
      expect(report.steps[2]?.detail).toMatchObject({
        clientCertificateRequested: true,
        clientCertificateSent: false,
      });
    });

    it('checks a revocation list', async () => {
      expectConnected(await attempt(lab.ports.requireTls, { crl: 'crl.pem' }));
    });

    it('takes a certificate with a common name alone, as Node.js does', async () => {
      expectConnected(await attempt(lab.ports.nameOnly));
    });

    it('reads the options of the connection string', async () => {
      const ca = encodeURIComponent(`${lab.certificates}/ca.pem`);
      const report = await attempt(lab.ports.requireTls, { ca: null, query: `?TLS=true&tlscafile=${ca}` });
      expectConnected(report);
    });

    it('takes relative paths from the folder it is given', async () => {
      const uri = `mongodb://localhost:${lab.ports.requireTls}/?tls=true&tlsCAFile=ca.pem`;
      const request = { uri, options: {}, timeoutMs: 10_000, baseFolder: lab.certificates };
      expectConnected(await probe(request, new AbortController().signal));
    });

    it.each([
      ['tlsAllowInvalidCertificates', 'expired', 'CERT_HAS_EXPIRED'],
      ['tlsInsecure', 'selfSigned', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
      ['tlsAllowInvalidHostnames', 'wrongHost', 'DNS:db.example.test'],
    ] as const)('says what %s hides', async (option, port, hidden) => {
      const report = await attempt(lab.ports[port], { more: { [option]: 'true' } });
      expectConnected(report);
      expect(report.notes.join()).toContain(hidden);
    });

    it('warns of keys that other TLS libraries refuse', async () => {
      const report = await attempt(lab.ports.p521);
      expectConnected(report);
      expect(report.notes.join()).toContain('a P-521 key');
    });

    it('trusts the system with tlsUseSystemCA, beside the CA file', async () => {
      expectConnected(await attempt(lab.ports.requireTls, { more: { tlsUseSystemCA: 'true' } }));
    });
  });

  describe('whose server certificate is refused', () => {
    it.each([
      [
        'requireTls',
        { ca: 'ca-other.pem' },
        'unknown-ca',
        ['CN=Test Root CA,O=Test', 'CN=Other Root CA,O=Other'],
      ],
      ['requireTls', { ca: null }, 'unknown-ca', ['No tlsCAFile was given']],
      ['requireTls', { ca: 'ca-namesake.pem' }, 'unknown-ca', ['with another key']],
      ['withRoot', { ca: 'ca-other.pem' }, 'unknown-ca', ['ends at the root CN=Test Root CA,O=Test']],
      ['byMiddle', {}, 'unknown-ca', ['CN=Test Issuing CA,O=Test of CN=localhost,O=Test is missing']],
      ['byMiddle', { ca: 'ca-middle.pem' }, 'unknown-ca', ['a driver follows the chain up to a root']],
      ['selfSigned', {}, 'self-signed-certificate', ['signed by itself']],
      ['expired', {}, 'server-certificate-expired', ['was valid from 20']],
      ['notYetValid', {}, 'server-certificate-not-yet-valid', ["this machine's clock says"]],
      ['wrongHost', {}, 'hostname-mismatch', ['You connect to localhost', 'DNS:db.example.test']],
      ['ipAsDns', { host: '127.0.0.1' }, 'hostname-mismatch', ['is an IP address', 'DNS:127.0.0.1']],
      ['wrongPurpose', {}, 'server-certificate-wrong-purpose', ['1.3.6.1.5.5.7.3.2']],
      ['revoked', { crl: 'crl.pem' }, 'server-certificate-revoked', ['serial number 4D']],
      ['requireTls', { crl: 'crl-expired.pem' }, 'crl-expired', []],
      ['requireTls', { crl: 'crl-other.pem' }, 'crl-wrong-issuer', ['CN=Test Root CA,O=Test']],
    ] as const)('%s %j: %s', async (port, given, code, sentences) => {
      const report = await attempt(lab.ports[port], given);
      expectCode(report, code);
      expect(stepsOf(report)).toBe('dns tcp tls!');
      for (const sentence of sentences) expect(report.diagnosis?.explanation).toContain(sentence);
      expect(report.tls?.protocol).toBe('TLSv1.3');
      expect(report.tls?.peerChain.length).toBeGreaterThan(0);
    });

    it('refuses a signature that is too weak for the TLS library', async () => {
      expectCode(await attempt(lab.odd.weak), 'unsupported-by-tls-library');
    });

    it('says that Compass and mongosh would refuse a stranger too', async () => {
      const { notes } = await attempt(lab.ports.requireTls, { ca: 'ca-other.pem' });
      expect(notes).toContain('Compass and mongosh would refuse this server too.');
    });

    // newer releases of Node.js read the system's store only once
    describe.skipIf('getCACertificates' in tls)('with the CA among those of the system', () => {
      const before = process.env.SSL_CERT_FILE;
      beforeAll(() => {
        process.env.SSL_CERT_FILE = `${lab.certificates}/ca.pem`;
      });
      afterAll(() => {
        if (before === undefined) delete process.env.SSL_CERT_FILE;
        else process.env.SSL_CERT_FILE = before;
      });

      it('says that Compass and mongosh would connect', async () => {
        const report = await attempt(lab.ports.requireTls, { ca: 'ca-other.pem' });
        expectCode(report, 'unknown-ca');
        expect(report.notes.join()).toContain('Compass and mongosh would connect');
      });

      it('connects with tlsUseSystemCA', async () => {
        expectConnected(await attempt(lab.ports.requireTls, { ca: null, more: { tlsUseSystemCA: 'true' } }));
      });
    });

    it('says that mongosh takes an intermediate certificate as anchor', async () => {
      const { notes } = await attempt(lab.ports.byMiddle, { ca: 'ca-middle.pem' });
      expect(notes.join()).toContain('mongosh would connect');
    });
  });

  describe('where the server refuses the client', () => {
    it.each([
      ['clientRequired', undefined, 'client-certificate-required'],
      ['clientRequired12', undefined, 'client-certificate-required'],
      ['clientRequired', 'client-of-other-ca.pem', 'client-certificate-unknown-ca'],
      ['clientRequired12', 'client-of-other-ca.pem', 'client-certificate-unknown-ca'],
      ['clientOptional', 'client-of-other-ca.pem', 'client-certificate-unknown-ca'],
      ['clientRequired', 'client-expired.pem', 'client-certificate-expired'],
      ['clientRequired12', 'client-expired.pem', 'client-certificate-expired'],
      ['clientCrl', 'client-revoked.pem', 'client-certificate-revoked'],
      ['clientCrl12', 'client-revoked.pem', 'client-certificate-revoked'],
      ['clientRequired', 'server.pem', 'client-certificate-wrong-purpose'],
      ['clientRequired12', 'server.pem', 'client-certificate-wrong-purpose'],
    ] as const)('%s with %s: %s', async (port, key, code) => {
      const report = await attempt(lab.ports[port], key === undefined ? {} : { key });
      expectCode(report, code);
      expect(stepsOf(report)).toBe('dns tcp tls!');
    });

    // mongod sends no alert: it closes the connection when the handshake is over
    it.each([
      [undefined, 'client-certificate-required', 'got none'],
      ['client-of-other-ca.pem', 'client-certificate-unknown-ca', 'CN=Other Root CA,O=Other'],
      ['client-expired.pem', 'client-certificate-expired', 'expired on'],
      ['server.pem', 'client-certificate-wrong-purpose', 'lacks clientAuth'],
      ['client-revoked.pem', 'unknown', "mongod's log"],
    ] as const)('as mongod does, with %s: %s', async (key, code, sentence) => {
      const report = await attempt(lab.odd.mongodLike, key === undefined ? {} : { key });
      expectCode(report, code);
      expect(report.diagnosis?.explanation).toContain(sentence);
    });

    it('connects to a server like mongod with the right certificate', async () => {
      expectConnected(await attempt(lab.odd.mongodLike, { key: 'client.pem' }));
    });

    it('blames no certificate where the server asked for none', async () => {
      const report = await attempt(lab.odd.closesAfterHandshake);
      expectCode(report, 'unknown');
      expect(report.diagnosis?.explanation).toContain('asked for no client certificate');
    });
  });

  describe('between TLS and none', () => {
    it.each(['requireTls', 'clientRequired', 'tls10'] as const)('%s, without TLS', async (port) => {
      const report = await attempt(lab.ports[port], { tls: false });
      expectCode(report, 'server-requires-tls');
      expect(stepsOf(report)).toBe('dns tcp hello!');
    });

    it('a plain server that closes, as mongod does', async () => {
      expectCode(await attempt(lab.ports.plain), 'server-speaks-plain-text');
    });

    it('a plain server that waits', async () => {
      expectCode(await attempt(lab.backends.standalone), 'server-speaks-plain-text');
    });

    it('an HTTP server', async () => {
      const report = await attempt(lab.odd.http);
      expectCode(report, 'server-speaks-plain-text');
      expect(report.diagnosis?.explanation).toContain('Another kind of server');
      expectCode(await attempt(lab.odd.http, { tls: false }), 'unknown');
    });

    it.each(['closing', 'resetting'] as const)('a server that is %s', async (port) => {
      const report = await attempt(lab.odd[port]);
      expectCode(report, 'unknown');
      expect(report.diagnosis?.explanation).toContain('closed the connection during the TLS handshake');
    });

    it('says that TLS is off where TLS options are given without it', async () => {
      const report = await attempt(lab.ports.requireTls, {
        tls: false,
        more: { tlsCAFile: `${lab.certificates}/ca.pem` },
      });
      expectCode(report, 'server-requires-tls');
      expect(report.notes.join()).toContain('TLS is off for this connection, so tlsCAFile had no effect');
    });
  });

  describe('without a shared protocol or cipher', () => {
    it.each([
      ['tls10', 'TLSv1'],
      ['tls11', 'TLSv1.1'],
    ] as const)('%s', async (port, protocol) => {
      const report = await attempt(lab.ports[port]);
      expectCode(report, 'no-shared-protocol');
      expect(report.diagnosis?.explanation).toContain(`speaks ${protocol},`);
    });

    it('suites that do not fit the certificate', async () => {
      expectCode(await attempt(lab.ports.ecdsaCiphers), 'no-shared-cipher');
    });

    it('a suite that drivers do not offer', async () => {
      const report = await attempt(lab.ports.oddCipher);
      expectCode(report, 'no-shared-cipher');
      expect(report.diagnosis?.explanation).toContain('takes CAMELLIA128-SHA256');
    });
  });

  describe('that get nowhere', () => {
    it('a name without an address', async () => {
      const report = await attempt(27017, { host: 'no-such-host.invalid' });
      expectCode(report, 'host-not-found');
      expect(stepsOf(report)).toBe('dns!');
    });

    it('a port without a server', async () => {
      const [closed = 0] = await freePorts(1);
      const report = await attempt(closed);
      expectCode(report, 'connection-refused');
      expect(stepsOf(report)).toBe('dns tcp!');
    });

    it('a server that says nothing', async () => {
      const report = await attempt(lab.odd.silent, { timeoutMs: 1500 });
      expectCode(report, 'connect-timeout');
      expect(stepsOf(report)).toBe('dns tcp tls!');
    });

    it('ends at once when it is cancelled', async () => {
      const cancel = new AbortController();
      const uri = `mongodb://localhost:${lab.odd.silent}/?tls=true`;
      const report = probe({ uri, options: {}, timeoutMs: 60_000 }, cancel.signal);
      cancel.abort();
      expectCode(await report, 'cancelled');
    });
  });

  describe('that log in', () => {
    const encoded = encodeURIComponent(password);

    it('with a password', async () => {
      const report = await attempt(lab.ports.requireTls, { user: `alice:${encoded}` });
      expectConnected(report);
      expect(stepsOf(report)).toBe('dns tcp tls hello auth ping');
      expect(report.steps[4]?.detail).toMatchObject({ mechanism: 'SCRAM', source: 'admin' });
    });

    it('with a wrong password, which no report shows', async () => {
      const report = await attempt(lab.ports.requireTls, { user: 'alice:wr0ng%2Fpassword' });
      expectCode(report, 'authentication-failed');
      expect(stepsOf(report)).toBe('dns tcp tls hello auth!');
      expect(JSON.stringify(report)).not.toMatch(/wr0ng/);
    });

    it('with a certificate', async () => {
      const report = await attempt(lab.ports.clientRequired, {
        key: 'client.pem',
        query: '?authMechanism=MONGODB-X509&authSource=%24external',
      });
      expectConnected(report);
      expect(report.steps[4]?.detail).toMatchObject({ mechanism: 'MONGODB-X509', source: '$external' });
    });
  });

  describe('to replica sets and several hosts', () => {
    const plain = { tls: false };

    it('a primary', async () => {
      const report = await attempt(lab.backends.primary, { ...plain, query: '?replicaSet=rs0' });
      expectConnected(report);
      expect(report.steps[2]?.detail).toMatchObject({ role: 'primary', setName: 'rs0' });
    });

    it('a set of another name', async () => {
      const report = await attempt(lab.backends.primary, { ...plain, query: '?replicaSet=other' });
      expectCode(report, 'no-suitable-server');
      expect(report.notes.join()).toContain('asks for the replica set other; this server belongs to rs0');
    });

    it('a set without a primary', async () => {
      const report = await attempt(lab.backends.secondary, { ...plain, query: '?replicaSet=rs0' });
      expectCode(report, 'no-suitable-server');
      expect(report.diagnosis?.explanation).toContain('RSSecondary');
      const direct = await attempt(lab.backends.secondary, { ...plain, query: '?directConnection=true' });
      expectConnected(direct);
    });

    it('a set whose members are not known by their names here', async () => {
      const report = await attempt(lab.backends.hidden, { ...plain, query: '?replicaSet=rs0' });
      expectCode(report, 'host-not-found');
      expect(stepsOf(report)).toBe('dns tcp hello ping!');
      expect(report.diagnosis?.explanation).toContain('no-such-member.invalid:27017 cannot be reached');
    });

    it('a server that is too old for the driver', async () => {
      const report = await attempt(lab.backends.old, plain);
      expectCode(report, 'unknown');
      expect(report.diagnosis?.explanation).toContain('MongoDB 4.4 and later');
    });

    it('tells every host apart', async () => {
      const host = `localhost:${lab.backends.primary},no-such-host.invalid:1,localhost`;
      const report = await attempt(lab.ports.requireTls, { ...plain, host, query: '?replicaSet=rs0' });
      expectConnected(report);
      expect(report.target).toBe(`localhost:${lab.backends.primary}`);
      expect(report.hosts).toEqual([
        { host: `localhost:${lab.backends.primary}`, ok: true },
        { host: 'no-such-host.invalid:1', ok: false, code: 'host-not-found' },
        { host: `localhost:${lab.ports.requireTls}`, ok: false, code: 'server-requires-tls' },
      ]);
      expect(report.notes.join()).toContain('2 of 3 hosts failed');
    });

    it('many hosts, without a warning of Node.js', async () => {
      const warnings: Error[] = [];
      const note = (warning: Error): void => {
        warnings.push(warning);
      };
      process.on('warning', note);
      const closing = Array.from({ length: 15 }, (_, index) => `127.0.0.${index + 2}:${lab.odd.closing}`);
      const host = [...closing, '127.0.0.1'].join(',');
      const report = await attempt(lab.odd.closing, { host });
      expect(report.hosts).toHaveLength(16);
      await new Promise<void>((resolve) => {
        process.nextTick(resolve);
      });
      process.off('warning', note);
      expect(warnings).toEqual([]);
    });

    it('a standalone in a list of hosts', async () => {
      const host = `localhost:${lab.backends.standalone},no-such-host.invalid:1,localhost`;
      const report = await attempt(lab.odd.closing, { ...plain, host });
      expectCode(report, 'no-suitable-server');
      expect(report.diagnosis?.explanation).toContain('leaves a standalone out');
    });
  });
});
