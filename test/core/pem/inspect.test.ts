import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectPem } from '../../../server/src/core/inspect/inspect.ts';
import type {
  CertificateBlock,
  InspectReport,
  PrivateKeyBlock,
} from '../../../server/src/core/inspect/inspect-report.ts';
import type { Certificate } from '../../../server/src/core/pem/model/certificate.ts';
import { parsePem } from '../../../server/src/core/pem/model/pem.ts';
import { hasIssued, issuersAmong } from '../../../server/src/core/pem/chain/chain.ts';
import { parseServerVersion } from '../../../server/src/core/server/server-version.ts';
import { nodeCrypto } from '../../../server/src/host/node-crypto.ts';
import { authority, certificate, keyOf, keyPem, revocationList, toPem } from '../../support/certs.ts';

const now = Date.UTC(2026, 10, 22);
const inspect = (text: string | Uint8Array, passphrase?: string): InspectReport =>
  inspectPem(text, { now, crypto: nodeCrypto, ...(passphrase === undefined ? {} : { passphrase }) });

const root = authority();
const sub = certificate({ issuer: root, subject: 'O=Example, CN=Sub CA', ca: true, keyUsage: '000001' });
const leaf = certificate({
  issuer: sub,
  subject: 'O=Example, OU=Database, CN=db1.example.net',
  names: ['dns:db1.example.net', 'ip:10.0.0.1'],
  extendedKeyUsage: ['serverAuth'],
  to: '2026-12-22T00:00:00Z',
});

describe('the report of a certificate key file', () => {
  const report = inspect(leaf.combined + sub.pem + root.pem);
  const first = report.blocks[0] as CertificateBlock;

  it('has the fields of the certificate', () => {
    expect(first).toMatchObject({ type: 'certificate', label: 'CERTIFICATE', line: 0 });
    expect(first.certificate).toMatchObject({
      version: 3,
      subject: 'CN=db1.example.net,OU=Database,O=Example',
      issuer: 'CN=Sub CA,O=Example',
      daysLeft: 30,
      notAfter: '2026-12-22T00:00:00Z',
      subjectAltNames: [
        { type: 'dns', value: 'db1.example.net' },
        { type: 'ip', value: '10.0.0.1' },
      ],
      extendedKeyUsage: ['serverAuth'],
      extendedKeyUsageIds: ['1.3.6.1.5.5.7.3.1'],
      publicKey: { algorithm: 'ECDSA', bits: 256, curve: 'P-256' },
      signatureAlgorithm: 'ecdsa-with-SHA256',
      ca: false,
      selfIssued: false,
      issuerBlock: 2,
      keyBlock: 1,
    });
    expect(first.certificate?.sha256Fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(first.certificate?.extensions.map(({ name }) => name)).toContain('Subject Alternative Name');
  });

  it.each([
    ['4.4', 'linux', 'will start; will fail between members: expired'],
    ['5.0', 'linux', 'will not start: expired'],
    [undefined, undefined, 'will not start: expired'],
    ['8.0', 'windows', 'will start; will fail between members: expired'],
  ] as const)('judges an expired clusterFile as MongoDB %s on %s does', (version, platform, expected) => {
    const serverVersion = version === undefined ? undefined : parseServerVersion(version);
    const { roles } = inspectPem(certificate({ to: '2026-06-01T00:00:00Z' }).combined, {
      now: Date.UTC(2026, 10, 22),
      crypto: nodeCrypto,
      ...(serverVersion ? { serverVersion } : {}),
      ...(platform ? { platform } : {}),
    });
    expect(roles.map(({ role, summary }) => [role, summary])).toEqual([
      ['certificateKeyFile', 'will not start: expired'],
      ['clusterFile', expected],
    ]);
  });

  it('draws the chain and judges the roles', () => {
    expect(report.chains).toEqual([{ blocks: [0, 2, 3] }]);
    expect(report.roles.map(({ role, verdict }) => [role, verdict])).toEqual([
      ['certificateKeyFile', 'fails'],
      ['clusterFile', 'fails'],
      ['CAFile', 'hints'],
    ]);
    expect(report.roles[0]?.reasons[0]).toContain('clientAuth');
    expect(report.notes.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^The certificate "CN=db1.example.net,OU=Database,O=Example" expires in 30 days, on /,
      ),
      'The private key belongs to the certificate "CN=db1.example.net,OU=Database,O=Example".',
    ]);
    expect(report.clients.every(({ accepts }) => accepts)).toBe(true);
  });
});

describe('keys', () => {
  const keyBlock = (report: InspectReport): PrivateKeyBlock =>
    report.blocks.find((block) => block.type === 'private-key') ?? expect.fail('no key');

  it.each([
    ['PKCS#8 P-256', 'P-256', 'pkcs8'],
    ['SEC 1', 'P-384', 'sec1'],
    ['PKCS#1', 'RSA-2048', 'pkcs1'],
    ['PKCS#8 RSA', 'RSA-2048', 'pkcs8'],
    ['Ed25519', 'Ed25519', 'pkcs8'],
    ['DSA', 'DSA', 'pkcs8'],
  ] as const)('%s belongs to its certificate', (_, kind, type) => {
    const made = certificate({ subject: `CN=${kind}`, key: keyOf('x', kind) });
    const other = certificate({ subject: 'CN=other' });
    expect(keyBlock(inspect(made.pem + keyPem(made.key, type))).belongsTo).toBe(0);
    expect(keyBlock(inspect(other.pem + made.pem + keyPem(made.key, type))).belongsTo).toBe(1);
    expect(keyBlock(inspect(other.pem + keyPem(made.key, type))).belongsTo).toBeNull();
  });

  it.each([
    ['PKCS#8', 'pkcs8', 'PBES2 with AES-256-CBC'],
    ['SEC 1', 'sec1', 'AES-256-CBC'],
  ] as const)('an encrypted %s key opens with its passphrase only', (_, type, encryption) => {
    const text = leaf.pem + keyPem(leaf.key, type, 'open sesame');
    expect(keyBlock(inspect(text))).toMatchObject({ encrypted: true, encryption, passphrase: 'needed' });
    expect(keyBlock(inspect(text)).belongsTo).toBeUndefined();
    expect(keyBlock(inspect(text, 'wrong'))).toMatchObject({ passphrase: 'wrong' });
    expect(keyBlock(inspect(text, 'open sesame'))).toMatchObject({
      passphrase: 'right',
      belongsTo: 0,
      key: { algorithm: 'ECDSA', curve: 'P-256' },
    });
    expect(JSON.stringify(inspect(text, 'open sesame'))).not.toContain('sesame');
  });

  it('shows nothing secret', () => {
    const made = certificate({ subject: 'CN=rsa', key: keyOf('x', 'RSA-2048') });
    const secret = made.keyPem.split('\n')[5] ?? '';
    expect(JSON.stringify(inspect(made.combined))).not.toContain(secret);
    const exported = made.key.private.export({ format: 'jwk' });
    const hexText = Buffer.from(exported.d ?? '', 'base64url')
      .toString('hex')
      .slice(0, 32);
    expect(JSON.stringify(inspect(made.combined)).toLowerCase()).not.toContain(hexText);
  });
});

describe('what is not a certificate', () => {
  it('revocation lists and their issuer', () => {
    const report = inspect(root.pem + revocationList(root, { revoked: [1, 2], to: '2026-11-01T00:00:00Z' }));
    expect(report.blocks[1]).toMatchObject({
      type: 'crl',
      crl: { issuer: 'CN=Example CA,O=Example', revokedCount: 2, daysLeft: -21, issuerBlock: 0 },
    });
    expect(report.roles.find(({ role }) => role === 'CRLFile')?.verdict).toBe('fails');
  });

  it('foreign formats are named', () => {
    expect(inspect(leaf.der).format?.name).toBe('a certificate in binary DER form');
    expect(inspect(leaf.der).notes[0]?.severity).toBe('error');
    expect(inspect('').notes[0]?.message).toContain('empty');
  });

  it('damaged blocks say why', () => {
    const damaged = inspect(toPem('CERTIFICATE', leaf.der.subarray(0, 80)));
    expect(damaged.blocks[0]?.error).toContain('the data ends after 80 bytes');
    expect(inspect(`${leaf.pem.slice(0, 100)}!${leaf.pem.slice(101)}`).blocks[0]?.error).toContain('"!"');
    expect(inspect('-----BEGIN FOO-----\nAAAA\n-----END FOO-----\n').blocks[0]).toMatchObject({
      type: 'other',
      label: 'FOO',
    });
  });
});

describe('chains', () => {
  it('a missing issuer is named', () => {
    expect(inspect(leaf.pem).chains).toEqual([{ blocks: [0], missingIssuer: 'CN=Sub CA,O=Example' }]);
  });

  it('of two CAs with one name the one that signed is taken', () => {
    const impostor = authority({ key: keyOf('impostor'), noIdentifiers: true });
    const plain = certificate({ issuer: root, subject: 'CN=x', noIdentifiers: true });
    const report = inspect(plain.pem + impostor.pem + root.pem);
    expect(report.chains[0]).toEqual({ blocks: [0, 2] });
  });

  it('a leaf behind its issuer is out of order, CAs among themselves are not', () => {
    const messages = (text: string): string[] => inspect(text).notes.map(({ message }) => message);
    expect(messages(sub.pem + leaf.combined).join()).toContain('out of order');
    expect(messages(root.pem + sub.pem).join()).not.toContain('out of order');
  });

  it('path length, CA flag and name constraints are checked', () => {
    const narrow = authority({ subject: 'CN=Narrow', pathLength: 0, permitted: ['dns:example.org'] });
    const below = certificate({ issuer: narrow, subject: 'CN=Below', ca: true });
    const end = certificate({ issuer: below, names: ['dns:db1.example.net'] });
    const wrong = certificate({ issuer: end, subject: 'CN=of a leaf' });
    const messages = inspect(wrong.pem + end.pem + below.pem + narrow.pem)
      .notes.map(({ message }) => message)
      .join('\n');
    expect(messages).toContain('is no CA itself');
    expect(messages).toContain('allows 0 CA certificates below it, and the chain has 2');
    expect(messages).toContain('the name db1.example.net');
  });
});

const corpus = new URL('../../../../shared/corpus/pem/', import.meta.url);
it.skipIf(!existsSync(corpus))(
  'the files of ../shared/corpus/pem are inspected (skipped where it is absent)',
  () => {
    for (const file of readdirSync(corpus).filter((name) => name.endsWith('.pem'))) {
      const text = readFileSync(new URL(file, corpus), 'utf8');
      const report = inspect(text);
      expect(report.blocks.map(({ error }) => error).filter(Boolean), file).toEqual([]);
      const certificates = report.blocks.filter((block) => block.type === 'certificate');
      // both decoders must find the same extensions
      expect(
        certificates.map(({ certificate }) => certificate?.extensions.map(({ oid }) => oid)),
        file,
      ).toEqual(
        parsePem(text).certificates.map(({ certificate }) => certificate.rawExtensions.map(({ oid }) => oid)),
      );
    }
  },
);

it('a bundle of 150 CAs needs no work in proportion to its square', () => {
  const bundle = Array.from(
    { length: 150 },
    (_, index) => authority({ subject: `CN=CA ${index}`, key: keyOf('many') }).pem,
  ).join('');
  expect(inspect(bundle).chains.length).toBe(150);
});

it('so does one certificate that is there very often', () => {
  const report = inspect(root.pem.repeat(1500));
  expect(report.blocks.length).toBe(1500);
  expect(report.chains).toEqual([]);
});

it('issuers in a pool are those that a comparison of each with each finds', () => {
  const plain = (pool: readonly Certificate[]): Set<Certificate> =>
    new Set(
      pool.filter((issuer) => pool.some((other) => other !== issuer && hasIssued(issuer, other, undefined))),
    );
  const [base] = parsePem(leaf.pem).certificates;
  if (!base) throw new Error('no certificate');
  const name = fc
    .constantFrom('A', 'B', 'C')
    .map((comparable) => ({ ...base.certificate.subject, comparable }));
  const key = fc.constantFrom(undefined, '1', '2');
  const pool = fc.array(
    fc
      .record({ subject: name, issuer: name, own: key, wanted: key })
      .map(({ subject, issuer, own, wanted }): Certificate => ({
        ...base.certificate,
        subject,
        issuer,
        ...(own === undefined ? {} : { subjectKeyIdentifier: own }),
        authorityKeyIdentifier: wanted === undefined ? {} : { keyIdentifier: wanted },
      })),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(pool, (certificates) => {
      expect(issuersAmong(certificates)).toEqual(plain(certificates));
    }),
    { numRuns: 500 },
  );
});

it('any bytes give a report', () => {
  const source = Buffer.from(leaf.combined);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(source.length - 1), fc.nat(255)), { maxLength: 8 }), (changes) => {
      const bytes = Uint8Array.from(source);
      for (const [at, value] of changes) bytes[at] = value;
      expect(inspect(bytes).version).toBe(1);
    }),
    { numRuns: 300 },
  );
});
