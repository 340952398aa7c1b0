import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probe } from '../../server/src/probe/probe.ts';
import { attemptIn, expectCode, expectConnected, stepsOf, type Attempt } from '../support/tls-lab/attempt.ts';
import { passphrase } from '../support/tls-lab/certificates.ts';
import { labProblem, password, startLab, type Lab } from '../support/tls-lab/lab.ts';

let lab: Lab;
const attempt = (port: number, given: Attempt = {}) => attemptIn(lab, port, given);

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
      const compass = report.clients?.find(({ name }) => name === 'Compass');
      expect(compass).toMatchObject({ connects: 'no', why: expect.stringContaining('P-521') as string });
      expect(report.notes.join()).toContain('Connected, but');
    });

    it('trusts the system with tlsUseSystemCA, beside the CA file', async () => {
      expectConnected(await attempt(lab.ports.requireTls, { more: { tlsUseSystemCA: 'true' } }));
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

  it('that log in with a certificate whose user is not there say which user to make', async () => {
    const report = await attempt(lab.ports.clientRequired, {
      key: 'client.pem',
      user: encodeURIComponent('CN=stranger'),
      query: '?authMechanism=MONGODB-X509&authSource=%24external',
    });
    expectCode(report, 'authentication-failed');
    expect(report.diagnosis?.explanation).toContain('CN=alice,OU=clients,O=Test');
    expect(report.diagnosis?.explanation).toContain('names the user CN=stranger instead');
    expect(report.diagnosis?.commands?.join()).toContain(
      'createUser: "CN=alice,OU=clients,O=Test", roles: [',
    );
    expect(report.diagnosis?.fixes.join(' ')).not.toContain('password');
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
      expectCode(report, 'server-too-old');
      expect(report.diagnosis?.explanation).toContain('MongoDB 4.4 and later');
      expect(report.diagnosis?.explanation).toContain('The greeting (hello) works.');
      expect(report.diagnosis?.explanation).toContain('is MongoDB 3.6 or near it (wire version 6)');
    });

    it('tells every host apart', async () => {
      const host = `localhost:${lab.backends.primary},no-such-host.invalid:1,localhost`;
      const report = await attempt(lab.ports.requireTls, { ...plain, host, query: '?replicaSet=rs0' });
      expectConnected(report);
      expect(report.target).toBe(`localhost:${lab.backends.primary}`);
      expect(report.hosts).toMatchObject([
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
