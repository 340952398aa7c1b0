import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { decodeCertificate, type Certificate } from '../../../server/src/core/models/certificate.ts';
import { parsePem } from '../../../server/src/core/models/pem.ts';
import { children, hex, readDer, type Der } from '../../../server/src/core/pem/der.ts';
import type { GeneralName } from '../../../server/src/core/pem/general-name.ts';
import { rfc2253 } from '../../../server/src/core/pem/name.ts';
import { authority, certificate, extension, keyOf, revocationList } from '../../support/certs.ts';
import * as write from '../../support/der-writer.ts';
import { generalizedTime, nameOf, rawCertificate, utcTime } from '../../support/odd-certificates.ts';

const openssl = (args: string[], input: Uint8Array): string =>
  execFileSync('openssl', args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] });
const hasOpenssl = ((): boolean => {
  try {
    return openssl(['version'], new Uint8Array()).startsWith('OpenSSL 3');
  } catch {
    return false;
  }
})();

const text = (tag: number, value: string, encoding: BufferEncoding = 'latin1'): write.Bytes =>
  write.der(tag, Buffer.from(value, encoding));
/** Big-endian characters of two bytes. */
const bmp = (value: string): write.Bytes => write.der(0x1e, Buffer.from(value, 'utf16le').swap16());
const universal = (value: string): write.Bytes =>
  write.der(
    0x1c,
    ...Array.from(value, (character) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(character.codePointAt(0) ?? 0);
      return bytes;
    }),
  );
const cn = '2.5.4.3';
const one = (value: write.Bytes, oid = cn): write.Bytes => nameOf([[[oid, value]]]);
const san = (...names: write.Bytes[]): write.Bytes[] => [extension('2.5.29.17', write.sequence(...names))];
const usages = (...oids: string[]): write.Bytes[] => [
  extension('2.5.29.37', write.sequence(...oids.map(write.oid)), true),
];

const shapes: Readonly<Record<string, write.Bytes>> = {
  PrintableString: rawCertificate({ name: one(text(0x13, 'Db 1')) }),
  'T61String, read as Latin-1': rawCertificate({ name: one(text(0x14, 'Müller')) }),
  'IA5String mail address': rawCertificate({
    name: one(text(0x16, 'a@example.net'), '1.2.840.113549.1.9.1'),
  }),
  NumericString: rawCertificate({ name: one(text(0x12, '12 34')) }),
  BMPString: rawCertificate({ name: one(bmp('Калоян')) }),
  UniversalString: rawCertificate({ name: one(universal('x🙂é')) }),
  'UTF8String with a byte order mark and special characters': rawCertificate({
    name: one(text(0x0c, '\uFEFF a+b,c;"d"\\<e>\u0001\u007f ', 'utf8')),
  }),
  'parts of several attributes': rawCertificate({
    name: nameOf([
      [['2.5.4.6', text(0x13, 'DE')]],
      [
        ['2.5.4.10', write.utf8('A')],
        ['2.5.4.11', write.utf8('B')],
        [cn, write.utf8('C')],
      ],
      [['0.9.2342.19200300.100.1.25', text(0x16, 'net')]],
    ]),
  }),
  'every attribute with a short name': rawCertificate({
    name: nameOf(
      [
        ...[
          '4',
          '5',
          '7',
          '8',
          '9',
          '12',
          '13',
          '15',
          '17',
          '41',
          '42',
          '43',
          '44',
          '46',
          '65',
          '72',
          '97',
        ].map((last) => `2.5.4.${last}`),
        ...['0.9.2342.19200300.100.1.1', '1.2.840.113549.1.9.2', '1.3.6.1.4.1.311.60.2.1.1'],
        ...['1.3.6.1.4.1.311.60.2.1.2', '1.3.6.1.4.1.311.60.2.1.3'],
      ].map((oid) => [[oid, text(0x13, 'x')]]),
    ),
  }),
  'an empty value and an empty name part': rawCertificate({ name: one(write.utf8('')) }),
  'no name': rawCertificate({ name: nameOf([]) }),
  'serial number 0': rawCertificate({ serial: write.integer(0) }),
  'serial number of 20 bytes': rawCertificate({ serial: write.integer((1n << 159n) - 5n) }),
  'serial number with its high bit set': rawCertificate({ serial: write.integer(0x80) }),
  'negative serial number': rawCertificate({ serial: write.der(2, Buffer.from('ff01', 'hex')) }),
  'negative serial number of one byte': rawCertificate({ serial: write.der(2, Buffer.from('80', 'hex')) }),
  'UTCTime around the turn of its century': rawCertificate({
    notBefore: utcTime('500101000000Z'),
    notAfter: utcTime('491231235959Z'),
  }),
  'GeneralizedTime from early to late': rawCertificate({
    notBefore: generalizedTime('19000228235959Z'),
    notAfter: generalizedTime('99991231235959Z'),
  }),
  'the 29th of February': rawCertificate({
    notBefore: utcTime('240229120000Z'),
    notAfter: utcTime('000229120000Z'),
  }),
  'all kinds of alternative names': rawCertificate({
    extensions: san(
      write.implicit(2, Buffer.from('*.example.net')),
      write.implicit(7, Buffer.from([10, 0, 0, 255])),
      write.implicit(7, Buffer.from('20010db8000000000000000000000001', 'hex')),
      write.implicit(1, Buffer.from('dba@example.net')),
      write.implicit(6, Buffer.from('https://example.net/x?y=z')),
      write.implicit(8, Buffer.from('2a0304', 'hex')),
      write.explicit(4, nameOf([[['2.5.4.10', write.utf8('Other')]], [[cn, write.utf8('y')]]])),
      write.explicit(0, write.oid('1.3.6.1.4.1.311.20.2.3'), write.explicit(0, write.utf8('me@x'))),
    ),
  }),
  'an address of an impossible length': rawCertificate({
    extensions: san(write.implicit(7, Buffer.from([1, 2, 3, 4, 5]))),
  }),
  'known and unknown usages': rawCertificate({
    extensions: usages(
      ...['1', '2', '3', '4', '8', '9'].map((last) => `1.3.6.1.5.5.7.3.${last}`),
      ...['2.5.29.37.0', '1.2.3.4.5', '2.999.281474976710657', '1.39.1'],
    ),
  }),
  'all key usages': certificate({ keyUsage: '111111111' }).der,
  'path length and constraints': certificate({
    ca: true,
    pathLength: 200,
    permitted: ['dns:example.net', 'ip:10.0.0.0/255.0.0.0', 'email:.example.net'],
    excluded: ['uri:.example.org'],
  }).der,
  'an address to ask for revocation': rawCertificate({
    extensions: [
      extension(
        '1.3.6.1.5.5.7.1.1',
        write.sequence(
          write.sequence(
            write.oid('1.3.6.1.5.5.7.48.1'),
            write.implicit(6, Buffer.from('http://ocsp.example')),
          ),
          write.sequence(
            write.oid('1.3.6.1.5.5.7.48.2'),
            write.implicit(6, Buffer.from('http://ca.example')),
          ),
        ),
      ),
    ],
  }),
  'P-521': certificate({ key: keyOf('a', 'P-521'), hash: 'sha512' }).der,
  'RSA of 3072 bits': certificate({ key: keyOf('a', 'RSA-3072'), hash: 'sha384' }).der,
  DSA: certificate({ key: keyOf('a', 'DSA') }).der,
  Ed25519: certificate({ key: keyOf('a', 'Ed25519') }).der,
  'version 1': certificate({ version: 1 }).der,
};

function read(der: Uint8Array): Certificate {
  const result = decodeCertificate(der);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

/** Names of usages as openssl prints them, where it has one. */
const usageTexts: Readonly<Record<string, string>> = {
  serverAuth: 'TLS Web Server Authentication',
  clientAuth: 'TLS Web Client Authentication',
  codeSigning: 'Code Signing',
  emailProtection: 'E-mail Protection',
  timeStamping: 'Time Stamping',
  OCSPSigning: 'OCSP Signing',
  anyExtendedKeyUsage: 'Any Extended Key Usage',
  digitalSignature: 'Digital Signature',
  nonRepudiation: 'Non Repudiation',
  keyEncipherment: 'Key Encipherment',
  dataEncipherment: 'Data Encipherment',
  keyAgreement: 'Key Agreement',
  keyCertSign: 'Certificate Sign',
  cRLSign: 'CRL Sign',
  encipherOnly: 'Encipher Only',
  decipherOnly: 'Decipher Only',
};
const usageList = (names: readonly string[]): string =>
  names.map((name) => usageTexts[name] ?? name).join(', ');

/** An alternative name or constraint as `-text` prints it. */
function printed({ type, value, address, name }: GeneralName): string {
  switch (type) {
    case 'dns':
      return `DNS:${value}`;
    case 'email':
      return `email:${value}`;
    case 'uri':
      return `URI:${value}`;
    case 'id':
      return `Registered ID:${value}`;
    case 'ip':
      return `IP Address:${address?.length === 16 ? groups(address) : [4, 8].includes(address?.length ?? 0) ? value : `<invalid length=${String(address?.length)}>`}`;
    case 'dn':
      return `DirName:${(name?.rdns ?? []).flatMap((rdn) => rdn.map((pair) => `/${pair.type}=${pair.value}`)).join('')}`;
    case 'other':
      return 'othername: UPN::me@x';
  }
}

function groups(address: Uint8Array): string {
  return (hex(address).match(/.{4}/g) ?? []).map((group) => group.replace(/^0+(?=.)/, '')).join(':');
}

const isoText = (time: number): string => new Date(time).toISOString().replace('T', ' ').replace('.000', '');

describe.skipIf(!hasOpenssl)('all fields are those of openssl x509 -text (skipped without OpenSSL 3)', () => {
  it.each(Object.keys(shapes))('%s', (shape) => {
    const der = shapes[shape] ?? new Uint8Array();
    const decoded = read(der);
    const options = ['-text', '-nameopt', 'RFC2253', '-serial', '-dates', '-dateopt', 'iso_8601'];
    const out = openssl(['x509', '-inform', 'DER', '-noout', ...options], der);
    const line = (pattern: RegExp): string | undefined => pattern.exec(out)?.[1];
    /** The line below the title of an extension. */
    const below = (title: string): string | undefined =>
      new RegExp(`${title}: (?:critical)?\\n\\s*(.*)\\n`).exec(out)?.[1];

    expect(decoded.problems).toEqual([]);
    expect(String(decoded.version)).toBe(line(/Version: (\d)/));
    // openssl writes 0 with one digit only
    expect(decoded.serialNumber).toBe(line(/^serial=(.*)$/m)?.replace(/^0$/, '00'));
    expect(rfc2253(decoded.subject)).toBe(line(/Subject: (.*)\n/) ?? '');
    expect(rfc2253(decoded.issuer)).toBe(line(/Issuer: (.*)\n/) ?? '');
    expect(isoText(decoded.notBefore)).toBe(line(/^notBefore=(.*)$/m));
    expect(isoText(decoded.notAfter)).toBe(line(/^notAfter=(.*)$/m));
    expect(decoded.signatureAlgorithm.name).toBe(line(/Signature Algorithm: (.*)\n/));
    const algorithms: Readonly<Record<string, string>> = {
      ECDSA: 'id-ecPublicKey',
      RSA: 'rsaEncryption',
      DSA: 'dsaEncryption',
      Ed25519: 'ED25519',
    };
    expect(algorithms[decoded.publicKey.algorithm]).toBe(line(/Public Key Algorithm: (.*)\n/));
    const bits = line(/Public-Key: \((\d+) bit/);
    if (bits !== undefined) expect(decoded.publicKey.bits).toBe(Number(bits));
    expect(decoded.publicKey.curve).toBe(line(/NIST CURVE: (\S+)/));

    expect(decoded.subjectAltNames?.map(printed).join(', ')).toBe(below('X509v3 Subject Alternative Name'));
    expect(decoded.keyUsage && usageList(decoded.keyUsage)).toBe(below('X509v3 Key Usage'));
    expect(decoded.extendedKeyUsage && usageList(decoded.extendedKeyUsage.map(({ name }) => name))).toBe(
      below('X509v3 Extended Key Usage'),
    );
    const { basicConstraints: basic } = decoded;
    const length = basic?.pathLength === undefined ? '' : `, pathlen:${String(basic.pathLength)}`;
    expect(basic && `CA:${basic.ca ? 'TRUE' : 'FALSE'}${length}`).toBe(below('X509v3 Basic Constraints'));
    const constraint = (title: string): string[] =>
      new RegExp(`${title}:\\n((?: {18}.*\\n)*)`)
        .exec(out)?.[1]
        ?.trimEnd()
        .split('\n')
        .map((entry) => entry.trim()) ?? [];
    const shown = (names: readonly GeneralName[] = []): string[] =>
      names.map((name) => printed(name).replace('IP Address', 'IP'));
    expect(shown(decoded.nameConstraints?.permitted)).toEqual(constraint('Permitted'));
    expect(shown(decoded.nameConstraints?.excluded)).toEqual(constraint('Excluded'));
    const identifier = (title: string): string | undefined => below(title)?.replace(/^keyid:|:/g, '');
    expect(decoded.subjectKeyIdentifier).toBe(identifier('X509v3 Subject Key Identifier'));
    expect(decoded.authorityKeyIdentifier?.keyIdentifier).toBe(identifier('X509v3 Authority Key Identifier'));
    expect(decoded.ocspUrls ?? []).toEqual([...out.matchAll(/OCSP - URI:(.*)\n/g)].map((match) => match[1]));
  });
});

describe.skipIf(!hasOpenssl)(
  'the elements are those of openssl asn1parse (skipped without OpenSSL 3)',
  () => {
    /** Offset, depth, length of the head, length of the content, whether constructed. */
    const walk = (element: Der, depth = 0): string[] => {
      const isConstructed = (element.tag & 0x20) !== 0;
      const row = [
        element.start,
        depth,
        element.from - element.start,
        element.end - element.from,
        isConstructed,
      ];
      return [
        row.join(' '),
        ...(isConstructed ? children(element).flatMap((child) => walk(child, depth + 1)) : []),
      ];
    };

    it.each(Object.keys(shapes))('%s', (shape) => {
      const der = shapes[shape] ?? new Uint8Array();
      const rows = [
        ...openssl(['asn1parse', '-inform', 'DER'], der).matchAll(
          /^\s*(\d+):d=(\d+)\s+hl=(\d+) l=\s*(\d+) (cons|prim)/gm,
        ),
      ].map(([, offset, depth, head, length, kind]) =>
        [offset, depth, head, length, kind === 'cons'].join(' '),
      );
      expect(walk(readDer(der))).toEqual(rows);
    });
  },
);

describe.skipIf(!hasOpenssl)(
  'revocation lists are those of openssl crl -text (skipped without OpenSSL 3)',
  () => {
    const root = authority();
    it.each([
      ['empty', {}],
      ['serial numbers of all sizes', { revoked: [0, 1, 127, 128, 255, 256, 65535, 16777216, 2 ** 40] }],
      ['many', { revoked: Array.from({ length: 500 }, (_, index) => index * 7 + 1) }],
      ['dates far away', { from: '1999-12-31T23:59:59Z', to: '2051-01-01T00:00:00Z', revoked: [5] }],
    ] as const)('%s', (_, shape) => {
      const pem = revocationList(root, shape);
      const crl = parsePem(pem).crls[0]?.crl;
      if (!crl) throw new Error('the list was not read');
      const options = ['-text', '-nameopt', 'RFC2253', '-lastupdate', '-nextupdate', '-dateopt', 'iso_8601'];
      const out = openssl(['crl', '-noout', ...options], Buffer.from(pem));
      const line = (pattern: RegExp): string | undefined => pattern.exec(out)?.[1];
      expect(rfc2253(crl.issuer)).toBe(line(/Issuer: (.*)\n/));
      expect(crl.signatureAlgorithm.name).toBe(line(/Signature Algorithm: (.*)\n/));
      expect(isoText(crl.thisUpdate)).toBe(line(/^lastUpdate=(.*)$/m));
      expect(isoText(crl.nextUpdate ?? 0)).toBe(line(/^nextUpdate=(.*)$/m));
      expect(crl.authorityKeyIdentifier?.keyIdentifier).toBe(
        line(/Authority Key Identifier: \n\s*(?:keyid:)?([0-9A-F:]+)/)?.replace(/:/g, ''),
      );
      const serials = [...out.matchAll(/Serial Number: (\S+)/g)].map((match) => match[1] ?? '');
      expect(crl.revokedCount).toBe(serials.length);
      for (const serial of serials) {
        expect(crl.revokes(serial)).toBe(true);
        const next = (BigInt(`0x${serial}`) + 3n).toString(16).toUpperCase();
        expect(crl.revokes(next.length % 2 ? `0${next}` : next)).toBe(serials.includes(next));
      }
    });
  },
);
