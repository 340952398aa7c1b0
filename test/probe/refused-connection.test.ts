import * as tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probe } from '../../server/src/probe/probe.ts';
import { attemptIn, expectCode, expectConnected, stepsOf, type Attempt } from '../support/tls-lab/attempt.ts';
import { freePorts } from '../support/tls-lab/free-ports.ts';
import { labProblem, startLab, type Lab } from '../support/tls-lab/lab.ts';

let lab: Lab;
const attempt = (port: number, given: Attempt = {}) => attemptIn(lab, port, given);

const suite =
  labProblem === undefined
    ? 'connections that real servers or the client refuse'
    : `connections that real servers or the client refuse (${labProblem})`;

describe.skipIf(labProblem !== undefined)(suite, () => {
  beforeAll(async () => {
    lab = await startLab();
  }, 60_000);
  afterAll(() => lab.stop());

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

    it.each(['closesAfterHandshake', 'mongodLike'] as const)(
      'and that then hangs up at once: %s',
      async (port) => {
        const report = await attempt(lab.odd[port], { ca: null });
        expectCode(report, 'unknown-ca');
        expect(report.tls?.protocol).toBe('TLSv1.3');
        expect(report.tls?.cipher).not.toBe('');
      },
    );

    it('refuses a signature that is too weak for the TLS library', async () => {
      expectCode(await attempt(lab.odd.weak), 'unsupported-by-tls-library');
    });

    it('tells who connects with PyMongo what is of Python', async () => {
      const notesOf = async (port: number, given: Attempt) =>
        (await attempt(port, { driver: 'pymongo', ...given })).notes.join('\n');
      const { requireTls, revoked } = lab.ports;
      const stranger = await notesOf(requireTls, { ca: null });
      for (const words of ['ca-certificates', 'Install Certificates.command', 'certifi.where()'])
        expect(stranger).toContain(words);
      expect(await notesOf(requireTls, { ca: 'ca-other.pem' })).not.toContain('certifi');
      const connected = await notesOf(requireTls, {});
      expect(connected).toContain('ssl.OPENSSL_VERSION');
      expect(connected).toContain('Python 3.10');
      expect(connected).not.toContain('tlsCRLFile');
      expect(await notesOf(revoked, { crl: 'crl.pem' })).toContain('exclude each other');
      expect((await attempt(requireTls)).notes.join('\n')).not.toContain('Python');
    });

    it('says that Compass and mongosh would refuse a stranger too', async () => {
      const { clients = [] } = await attempt(lab.ports.requireTls, { ca: 'ca-other.pem' });
      expect(clients.find(({ name }) => name === 'Compass')?.connects).toBe('no');
      expect(clients.find(({ name }) => name === 'mongosh')?.connects).toBe('no');
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
        expect(report.notes.join()).toMatch(/mongosh and Compass would connect/);
      });

      it('connects with tlsUseSystemCA', async () => {
        expectConnected(await attempt(lab.ports.requireTls, { ca: null, more: { tlsUseSystemCA: 'true' } }));
      });
    });

    it('says that mongosh takes an intermediate certificate as anchor', async () => {
      const { notes } = await attempt(lab.ports.byMiddle, { ca: 'ca-middle.pem' });
      expect(notes.join()).toMatch(/mongosh.* would connect/);
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
      expectCode(report, 'connection-closed');
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
      expectCode(report, 'not-mongodb');
      expect(report.diagnosis?.explanation).toContain('an HTTP server');
      expectCode(await attempt(lab.odd.http, { tls: false }), 'not-mongodb');
    });

    it.each(['closing', 'resetting'] as const)('a server that is %s', async (port) => {
      const report = await attempt(lab.odd[port]);
      expectCode(report, 'connection-closed');
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
      expect(report.diagnosis?.explanation).toMatch(
        /^The port took the connection, and then no answer came\./,
      );
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
});
