import { hasOpenssl, openssl } from '../../support/openssl.ts';
import 'reflect-metadata';
import { X509Certificate as PeculiarCertificate } from '@peculiar/x509';
import { X509Certificate as NodeCertificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeCertificate, isCa, type Certificate } from '../../../server/src/core/pem/model/certificate.ts';
import { parsePem } from '../../../server/src/core/pem/model/pem.ts';
import {
  allowsUsage,
  hasWeakHash,
  validityAt,
  weaknesses,
} from '../../../server/src/core/pem/model/judgements.ts';
import { readableName, rfc2253, type DistinguishedName } from '../../../server/src/core/pem/der/name.ts';
import { extension } from '../../support/certificate-extensions.ts';
import { authority, certificate, keyOf, type Made } from '../../support/certs.ts';
import { implicit, octets, sequence, oid, utf8, explicit } from '../../support/der-writer.ts';

const root = authority();
const shapes: Readonly<Record<string, Made>> = {
  'P-256, all extensions': certificate({
    issuer: root,
    subject: 'C=DE, O=Example, OU=Database, CN=db1.example.net',
    names: [
      'dns:db1.example.net',
      'dns:*.example.net',
      'ip:10.0.0.1',
      'ip:2001:db8:0:0:0:0:0:1',
      'email:dba@example.net',
      'uri:https://example.net/x',
    ],
    ca: false,
    keyUsage: '1010',
    extendedKeyUsage: ['serverAuth', 'clientAuth', '1.3.6.1.4.1.311.10.3.3'],
  }),
  'P-384': certificate({ subject: 'CN=p384', key: keyOf('a', 'P-384'), hash: 'sha384' }),
  'P-521': certificate({ subject: 'CN=p521', key: keyOf('a', 'P-521'), hash: 'sha512' }),
  Ed25519: certificate({ subject: 'CN=ed', key: keyOf('a', 'Ed25519') }),
  'RSA 1024, SHA-1': certificate({ subject: 'CN=rsa', key: keyOf('a', 'RSA-1024'), hash: 'sha1' }),
  'RSA 2048, MD5': certificate({ subject: 'CN=rsa', key: keyOf('a', 'RSA-2048'), hash: 'md5' }),
  DSA: certificate({ subject: 'CN=dsa', key: keyOf('a', 'DSA') }),
  'version 1': certificate({ subject: 'CN=old', version: 1 }),
  CA: root,
  'CA with path length and name constraints': certificate({
    issuer: root,
    subject: 'CN=Sub CA',
    ca: true,
    pathLength: 0,
    permitted: ['dns:example.net', 'ip:10.0.0.0/255.0.0.0'],
    excluded: ['dns:bad.example.net', 'dn:O=Other'],
  }),
  'no subject': certificate({ issuer: root, subject: '', names: ['dns:only.example.net'] }),
  'parts of several attributes': certificate({ subject: 'C=US+L=New York, O=MongoDB+OU=Kernel+CN=client' }),
  'other scripts': certificate({ subject: 'O=Müller, CN=Калоян 🙂' }),
  'special characters': certificate({ subject: 'O= a;b<c>"d\\e , CN=#x' }),
  'an attribute without a name': certificate({ subject: '1.2.3.45=value, CN=x' }),
  'domain components': certificate({ subject: 'DC=net, DC=example, CN=x' }),
  'far dates': certificate({ subject: 'CN=x', from: '1961-05-01T10:20:30Z', to: '9999-12-31T23:59:59Z' }),
  'a name of a form of its own': certificate({
    subject: 'CN=x',
    extensions: [
      extension(
        '2.5.29.17',
        sequence(
          explicit(0, oid('1.3.6.1.4.1.311.20.2.3'), explicit(0, utf8('me@example.net'))),
          implicit(2, Buffer.from('x.example.net')),
        ),
      ),
    ],
  }),
  'an unknown extension': certificate({
    subject: 'CN=x',
    extensions: [extension('1.2.3.4.5', octets(Buffer.from('x')), true)],
  }),
};

function read(made: Made): Certificate {
  const result = decodeCertificate(made.der);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

describe.skipIf(!hasOpenssl)('decoded fields are those of openssl x509 (skipped without OpenSSL 3)', () => {
  it.each(Object.keys(shapes))('%s', (name) => {
    const made = shapes[name] ?? root;
    const { der } = made;
    const decoded = read(made);
    const line = (option: string): string =>
      openssl(['x509', '-inform', 'DER', '-noout', '-nameopt', 'RFC2253', option], { input: der })
        .replace(/^[^=]*=/, '')
        .replace(/\n$/, '')
        // mongod writes the text where OpenSSL, as RFC 2253 has it, writes DER for an unknown type
        .replace(/(?<=1\.2\.3\.45=)#0C05([0-9A-F]+)/, (_, digits: string) =>
          Buffer.from(digits, 'hex').toString(),
        );
    expect(rfc2253(decoded.subject)).toBe(line('-subject'));
    expect(rfc2253(decoded.issuer)).toBe(line('-issuer'));
    expect(BigInt(`0x${decoded.serialNumber}`)).toBe(BigInt(`0x${line('-serial')}`));
    const dates = openssl(['x509', '-inform', 'DER', '-noout', '-dates', '-dateopt', 'iso_8601'], {
      input: der,
    });
    const iso = (time: number): string => new Date(time).toISOString().replace('T', ' ').replace('.000', '');
    expect(dates).toBe(`notBefore=${iso(decoded.notBefore)}\nnotAfter=${iso(decoded.notAfter)}\n`);
    const text = openssl(['x509', '-inform', 'DER', '-noout', '-text'], { input: der });
    expect(text).toContain(`Version: ${decoded.version} (`);
    expect(text).toContain(`Signature Algorithm: ${decoded.signatureAlgorithm.name}\n`);
    const bits = /Public-Key: \((\d+) bit/.exec(text)?.[1];
    if (bits !== undefined) expect(decoded.publicKey.bits).toBe(Number(bits));
    const curve = /NIST CURVE: (\S+)/.exec(text)?.[1];
    expect(decoded.publicKey.curve).toBe(curve);
    expect(decoded.basicConstraints?.ca).toBe(
      /CA:(TRUE|FALSE)/.exec(text)?.[1] === undefined ? undefined : text.includes('CA:TRUE'),
    );
    const length = /pathlen:(\d+)/.exec(text)?.[1];
    expect(decoded.basicConstraints?.pathLength).toBe(length === undefined ? undefined : Number(length));
    const dns = [...text.matchAll(/DNS:([^,\s]+)/g)].map((match) => match[1]);
    const constraints = [
      ...(decoded.nameConstraints?.permitted ?? []),
      ...(decoded.nameConstraints?.excluded ?? []),
    ];
    expect(
      [...(decoded.subjectAltNames ?? []), ...constraints]
        .filter(({ type }) => type === 'dns')
        .map(({ value }) => value),
    ).toEqual(dns);
    for (const [usage, words] of [
      ['digitalSignature', 'Digital Signature'],
      ['keyEncipherment', 'Key Encipherment'],
      ['keyCertSign', 'Certificate Sign'],
      ['cRLSign', 'CRL Sign'],
    ] as const) {
      expect(decoded.keyUsage?.includes(usage) ?? false).toBe(text.includes(words));
    }
    const has = (usage: string): boolean =>
      decoded.extendedKeyUsage?.some((entry) => entry.name === usage) ?? false;
    expect(has('serverAuth')).toBe(text.includes('TLS Web Server Authentication'));
    expect(has('clientAuth')).toBe(text.includes('TLS Web Client Authentication'));
    const ski = /Subject Key Identifier: \n\s*([0-9A-F:]+)/.exec(text)?.[1]?.replace(/:/g, '');
    expect(decoded.subjectKeyIdentifier).toBe(ski);
    const aki = /Authority Key Identifier: \n\s*(?:keyid:)?([0-9A-F:]+)/.exec(text)?.[1]?.replace(/:/g, '');
    expect(decoded.authorityKeyIdentifier?.keyIdentifier).toBe(aki);
    expect(decoded.problems).toEqual([]);
  });
});

describe('decoded fields are those of other readers', () => {
  it.each(Object.keys(shapes))('%s', (name) => {
    const made = shapes[name] ?? root;
    const decoded = read(made);
    const node = new NodeCertificate(made.der);
    expect(BigInt(`0x${decoded.serialNumber}`)).toBe(BigInt(`0x${node.serialNumber}`));
    expect(isCa(decoded)).toBe(node.ca || (decoded.version === 1 && node.subject === node.issuer));
    expect(
      Buffer.from(decoded.publicKey.der).equals(node.publicKey.export({ type: 'spki', format: 'der' })),
    ).toBe(true);
    const peculiar = new PeculiarCertificate(made.der);
    expect(peculiar.notAfter.getTime()).toBe(decoded.notAfter);
    expect(peculiar.notBefore.getTime()).toBe(decoded.notBefore);
    expect(decoded.rawExtensions.map((entry) => [entry.oid, entry.critical])).toEqual(
      peculiar.extensions.map((entry) => [entry.type, entry.critical]),
    );
  });
});

describe('addresses are written as usual', () => {
  it.each([
    ['ip:10.0.0.1', '10.0.0.1'],
    ['ip:0:0:0:0:0:0:0:1', '::1'],
    ['ip:2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['ip:fe80:0:0:0:0:0:0:0', 'fe80::'],
    ['ip:1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
  ])('%s', (written, shown) => {
    const [name] = read(certificate({ names: [written] })).subjectAltNames ?? [];
    expect(name?.value).toBe(shown);
  });
});

const corpus = new URL('../../../../shared/corpus/pem/', import.meta.url);
interface CorpusEntry {
  file: string;
  name: string;
  certs: {
    subject: string;
    issuer: string;
    notAfter: string;
    ca: boolean;
    eku: string[] | null;
    san: string[] | null;
    bits: number;
    version: string;
  }[];
  crl: { issuer: string; revoked: number } | null;
}

/** The index was made with Python, which has no short name for emailAddress. */
const indexName = (name: DistinguishedName): string =>
  readableName(name).replace('emailAddress', '1.2.840.113549.1.9.1');

describe.skipIf(!existsSync(corpus))('the files of ../shared/corpus/pem (skipped where it is absent)', () => {
  const entries = existsSync(corpus)
    ? (JSON.parse(readFileSync(new URL('index.json', corpus), 'utf8')) as CorpusEntry[])
    : [];
  it.each(entries.map((entry) => [`${entry.file} ${entry.name}`, entry] as const))('%s', (_, entry) => {
    const pem = parsePem(readFileSync(new URL(`../${entry.file}`, corpus), 'utf8'));
    expect(pem.strays).toEqual([]);
    expect(pem.certificates.length).toBe(entry.certs.length);
    for (const [index, expected] of entry.certs.entries()) {
      const decoded = pem.certificates[index]?.certificate;
      expect(decoded && indexName(decoded.subject)).toBe(expected.subject);
      expect(decoded && indexName(decoded.issuer)).toBe(expected.issuer);
      expect(decoded?.notAfter).toBe(Date.parse(expected.notAfter));
      expect(decoded?.basicConstraints?.ca ?? false).toBe(expected.ca);
      expect(decoded?.publicKey.bits).toBe(expected.bits);
      expect(`v${decoded?.version ?? 0}`).toBe(expected.version);
      expect(decoded?.extendedKeyUsage?.map(({ name }) => name) ?? null).toEqual(expected.eku);
      const names = decoded?.subjectAltNames?.filter(({ type }) => type === 'dns' || type === 'ip');
      expect(names?.map(({ value }) => value) ?? null).toEqual(expected.san);
    }
    expect(pem.crls.map(({ crl }) => [indexName(crl.issuer), crl.revokedCount])).toEqual(
      entry.crl ? [[entry.crl.issuer, entry.crl.revoked]] : [],
    );
  });
});

describe.skipIf(!existsSync(corpus))(
  'roles of the corpus agree with its index (skipped where it is absent)',
  () => {
    interface Roles {
      file: string;
      roles: string[];
      certs: { expired: boolean }[];
    }
    const entries = existsSync(corpus)
      ? (JSON.parse(readFileSync(new URL('index.json', corpus), 'utf8')) as Roles[])
      : [];
    /** The time at which the index was made lies between the ends it calls past and those it does not. */
    const now = Date.UTC(2026, 10, 1);

    it.each(entries.map((entry) => [entry.file, entry] as const))('%s', (_, { file, roles }) => {
      const pem = parsePem(readFileSync(new URL(`../${file}`, corpus), 'utf8'));
      const found = new Set<string>();
      if (pem.crls.length > 0) found.add('crl');
      for (const { certificate: made } of pem.certificates) {
        if (validityAt(made, now) === 'expired') found.add('expired');
        const weak = weaknesses(made);
        if (weak.some((text) => text.includes('RSA key'))) found.add('weak RSA key');
        if (hasWeakHash(made)) found.add('weak signature sha1');
        if (made.basicConstraints?.ca) {
          found.add('ca');
          continue;
        }
        const usage = made.extendedKeyUsage?.map(({ name }) => name);
        if (!usage) found.add('leaf without EKU');
        else if (allowsUsage(made, 'serverAuth') && allowsUsage(made, 'clientAuth'))
          found.add('server+client (cluster member candidate)');
        else if (allowsUsage(made, 'serverAuth')) found.add('server');
        else if (allowsUsage(made, 'clientAuth')) found.add('client');
        else if (usage.includes('OCSPSigning')) found.add('ocsp responder');
      }
      expect([...found].sort()).toEqual([...roles].sort());
    });
  },
);
