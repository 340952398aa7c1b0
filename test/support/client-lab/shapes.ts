import { extension } from '../certificate-extensions.ts';
import { authority, certificate, keyOf, type CertificateShape, type KeyKind, type Made } from '../certs.ts';
import * as write from '../der-writer.ts';

/** Chains from the certificate of a server up to its root, by what is odd about them. The clock that judges them is the real one. */
export type Chains = Readonly<Record<string, readonly Made[]>>;

const day = 24 * 60 * 60 * 1000;
const fromNow = (days: number): string => new Date(Date.now() + days * day).toISOString();
const life = { from: fromNow(-10), to: fromNow(300) };

const rootLife = { from: fromNow(-20), to: fromNow(3000) };
const root = authority(rootLife);
const rsaRoot = authority({ ...rootLife, subject: 'CN=RSA root', key: keyOf('rsa root', 'RSA-2048') });
const names = ['dns:localhost'];

const leaf = (shape: CertificateShape = {}, issuer: Made = root): Made =>
  certificate({ subject: 'CN=localhost', names, issuer, ...life, ...shape });
/** A certificate of a server right below a root. */
const below = (shape: CertificateShape = {}, issuer: Made = root): readonly Made[] => [
  leaf(shape, issuer),
  issuer,
];
const issuing = (shape: CertificateShape = {}, issuer: Made = root): Made =>
  certificate({
    subject: 'O=Example, CN=Sub',
    ca: true,
    keyUsage: '0000011',
    issuer,
    ...life,
    ...shape,
  });
/** A certificate of a server below an intermediate CA of this shape. */
const through = (
  ca: CertificateShape,
  shape: CertificateShape = {},
  issuer: Made = root,
): readonly Made[] => {
  const sub = issuing(ca, issuer);
  return [leaf(shape, sub), sub, issuer];
};
/** One that signed itself, and that clients trust by name. */
const alone = (shape: CertificateShape = {}): readonly Made[] => [
  certificate({ subject: 'CN=localhost', names, ...life, ...shape }),
];
/** A certificate of a server below a root of this shape. */
const under = (shape: CertificateShape, server: CertificateShape = {}): readonly Made[] => {
  const own = certificate({ subject: 'O=Example, CN=Own root', ...rootLife, ...shape });
  return below(server, own);
};
const named = <T>(entries: Iterable<readonly [string, T]>): Record<string, T> => Object.fromEntries(entries);

const kinds: readonly KeyKind[] = [
  ...(['P-224', 'P-256', 'P-384', 'P-521', 'secp256k1', 'brainpoolP256r1', 'Ed25519', 'Ed448'] as const),
  ...(['RSA-1024', 'RSA-2048', 'RSA-3072', 'RSA-PSS', 'DSA'] as const),
];

const keys: Chains = {
  ...named(kinds.map((kind) => [`a ${kind} key`, below({ key: keyOf('leaf', kind) })])),
  ...named(kinds.map((kind) => [`a ${kind} key that signed itself`, alone({ key: keyOf('leaf', kind) })])),
  ...named(kinds.map((kind) => [`a ${kind} intermediate CA`, through({ key: keyOf('sub', kind) })])),
  ...named(
    kinds.map((kind) => [
      `a ${kind} root`,
      under({ ca: true, keyUsage: '0000011', key: keyOf('own root', kind) }),
    ]),
  ),
};

const hashes = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const;
const signatures: Chains = {
  ...named(hashes.map((hash) => [`${hash} with RSA`, below({ hash, key: keyOf('l', 'RSA-2048') }, rsaRoot)])),
  ...named(hashes.slice(1).map((hash) => [`${hash} with ECDSA`, below({ hash })])),
  ...named(
    hashes.map((hash) => [`${hash} with RSA by itself`, alone({ hash, key: keyOf('l', 'RSA-2048') })]),
  ),
  ...named(hashes.map((hash) => [`an intermediate CA, ${hash} with RSA`, through({ hash }, {}, rsaRoot)])),
  ...named(
    hashes.map((hash) => [
      `a root, ${hash} with RSA`,
      under({ ca: true, keyUsage: '0000011', hash, key: keyOf('own root', 'RSA-2048') }),
    ]),
  ),
  'RSA-PSS': below({ pss: true }, rsaRoot),
  'RSA-PSS by itself': alone({ pss: true, key: keyOf('l', 'RSA-2048') }),
  'an RSA-PSS intermediate CA': through({ pss: true }, {}, rsaRoot),
  'ML-DSA, as nobody here knows it': below({ signatureOid: '2.16.840.1.101.3.4.3.18' }),
  'an unknown signature': below({ signatureOid: '1.3.6.1.4.1.99999.1' }),
  'an unknown signature by itself': alone({ signatureOid: '1.3.6.1.4.1.99999.1' }),
  'an intermediate CA with an unknown signature': through({ signatureOid: '1.3.6.1.4.1.99999.1' }),
  'a root with an unknown signature': under({ ca: true, signatureOid: '1.3.6.1.4.1.99999.1' }),
  'ECDSA that calls itself RSA': below({ signatureOid: '1.2.840.113549.1.1.11' }),
};

const nameShapes: Readonly<Record<string, CertificateShape>> = {
  'a usual name': {},
  'critical names': { criticalNames: true },
  'an address': { names: ['ip:127.0.0.1'] },
  'an address of version 6': { names: ['ip:0:0:0:0:0:0:0:1', 'dns:localhost'] },
  'an address as DNS name': { names: ['dns:127.0.0.1'] },
  'an address as DNS name, and as address': { names: ['dns:127.0.0.1', 'ip:127.0.0.1'] },
  'an address in the common name': { subject: 'CN=127.0.0.1', names: [] },
  'an address in the common name, with a mail address': {
    subject: 'CN=127.0.0.1',
    names: ['email:a@example.net'],
  },
  'an address in the common name and no extension': { subject: 'CN=127.0.0.1' },
  'a common name only': { subject: 'CN=db1.example.net' },
  'a common name of one label': { subject: 'CN=localhost' },
  'a common name with a wildcard': { subject: 'CN=*.example.net' },
  'a common name that is no host': { subject: 'CN=MongoDB server' },
  'two common names': { subject: 'CN=db1.example.net, CN=db2.example.net' },
  'a common name and a mail address': { subject: 'CN=db1.example.net', names: ['email:a@example.net'] },
  'a common name and a URI': { subject: 'CN=db1.example.net', names: ['uri:https://db1.example.net'] },
  'a URI only': { subject: 'O=Example', names: ['uri:https://db1.example.net'] },
  'a directory name only': { subject: 'O=Example', names: ['dn:CN=db1.example.net'] },
  'no common name': { subject: 'O=Example, OU=Database' },
  'a wildcard': { names: ['dns:*.example.net'] },
  'a wildcard for one label': { names: ['dns:*.localdomain'] },
  'a part of a wildcard': { names: ['dns:db*.example.net'] },
  'a wildcard inside': { names: ['dns:db.*.example.net'] },
  'an underscore': { names: ['dns:db_1.example.net'] },
  'a leading hyphen': { names: ['dns:-db.example.net'] },
  'a dot at the end': { names: ['dns:db1.example.net.'] },
  'a host with a port': { names: ['dns:db1.example.net:27017'] },
  'a URI as DNS name': { names: ['dns:https://db1.example.net'] },
  'a space in a name': { names: ['dns:db 1.example.net'] },
  'an empty DNS name': { names: ['dns:'] },
  'letters beyond ASCII': { names: ['dns:d\xfc.example.net'] },
  'upper case': { names: ['dns:DB1.EXAMPLE.NET'] },
  'many names': { names: Array.from({ length: 200 }, (_, at) => `dns:db${at}.example.net`) },
  'an empty subject': { subject: '' },
  'an empty subject with critical names': { subject: '', criticalNames: true },
  'an empty subject and no names': { subject: '', names: [] },
  'a long subject': { subject: `CN=localhost, O=${'x'.repeat(300)}` },
};
const noNames = new Set([
  'an address in the common name and no extension',
  ...['a common name only', 'a common name of one label', 'a common name with a wildcard'],
  ...['a common name that is no host', 'two common names', 'no common name'],
]);
const withoutNames = ({ subject }: CertificateShape): readonly Made[] => [
  certificate({ ...(subject === undefined ? {} : { subject }), issuer: root, ...life }),
  root,
];
const hostNames: Chains = named(
  Object.entries(nameShapes).map(([name, shape]) => [
    name,
    noNames.has(name) ? withoutNames(shape) : below(shape),
  ]),
);

const serials: Readonly<Record<string, write.Bytes>> = {
  'the serial number 0': write.integer(0),
  'a negative serial number': write.der(2, Buffer.from('ff01', 'hex')),
  'the serial number -1': write.der(2, Buffer.from('ff', 'hex')),
  'a serial number of 20 bytes': write.integer((1n << 159n) - 5n),
  'a serial number of 21 bytes': write.integer((1n << 165n) - 5n),
  'a serial number of 64 bytes': write.integer((1n << 510n) - 5n),
  'a serial number with needless zeros': write.der(2, Buffer.from('00000001', 'hex')),
};
const numbers: Chains = {
  ...named(Object.entries(serials).map(([name, serial]) => [name, below({ serial })])),
  ...named(Object.entries(serials).map(([name, serial]) => [`a CA with ${name}`, through({ serial })])),
  ...named(
    Object.entries(serials).map(([name, serial]) => [
      `a root with ${name}`,
      under({ serial, ca: true, keyUsage: '0000011' }),
    ]),
  ),
};

const plain = (subject: string): CertificateShape => ({ subject, ...life });
const versions: Chains = {
  'version 1': [certificate({ ...plain('CN=localhost'), version: 1, issuer: root }), root],
  'version 1 by itself': [certificate({ ...plain('CN=localhost'), version: 1 })],
  'version 1 with extensions': below({
    version: 1,
    extensions: [extension('2.5.29.17', write.sequence(write.implicit(2, Buffer.from('localhost'))))],
  }),
  'version 2 with extensions': below({ version: 2 }),
  'a root of version 1': under({ version: 1 }),
  'an intermediate CA of version 1': through({ version: 1 }),
};

const stranger = keyOf('stranger');
const identifiers: Chains = {
  'no key identifiers': below({ noIdentifiers: true }),
  'a wrong authority key identifier': below({ authorityKey: stranger }),
  'an intermediate CA with a wrong authority key identifier': through({ authorityKey: stranger }),
  'an intermediate CA without key identifiers': through({ noIdentifiers: true }),
  'a root without key identifiers': under({ ca: true, keyUsage: '0000011', noIdentifiers: true }),
  'no key identifiers by itself': alone({ noIdentifiers: true }),
  'a signature of another key': [leaf({}, { ...root, key: stranger }), root],
  'a signature of another key, with the right identifier': [
    leaf({ authorityKey: root.key }, { ...root, key: stranger }),
    root,
  ],
  'an authority named by its serial number': below({
    noIdentifiers: true,
    extensions: [
      extension(
        '2.5.29.35',
        write.sequence(
          write.explicit(1, write.explicit(4, write.sequence())),
          write.implicit(2, Buffer.from([9])),
        ),
      ),
    ],
  }),
};

const keyUsages: Readonly<Record<string, string>> = {
  digitalSignature: '1',
  keyEncipherment: '001',
  'digitalSignature and keyEncipherment': '101',
  keyAgreement: '00001',
  nonRepudiation: '01',
  dataEncipherment: '0001',
  keyCertSign: '000001',
  'all key usages': '111111111',
  'no key usage': '0',
};
const extendedUsages: readonly (readonly string[])[] = [
  ['serverAuth'],
  ['clientAuth'],
  ['serverAuth', 'clientAuth'],
  ['2.5.29.37.0'],
  ['2.5.29.37.0', 'serverAuth'],
  ['codeSigning'],
  ['1.2.3.4'],
  ['1.2.3.4', 'serverAuth'],
  ['1.3.6.1.4.1.311.10.3.3'],
  ['2.16.840.1.113730.4.1'],
];
const usages: Chains = {
  ...named(Object.entries(keyUsages).map(([name, keyUsage]) => [`${name} only`, below({ keyUsage })])),
  ...named(
    Object.entries(keyUsages).map(([name, keyUsage]) => [
      `${name} only, with RSA`,
      below({ keyUsage, key: keyOf('l', 'RSA-2048') }, rsaRoot),
    ]),
  ),
  ...named(
    Object.entries(keyUsages).map(([name, keyUsage]) => [`${name} only, by itself`, alone({ keyUsage })]),
  ),
  ...named(
    Object.entries(keyUsages).map(([name, keyUsage]) => [
      `an intermediate CA with ${name}`,
      through({ keyUsage }),
    ]),
  ),
  ...named(
    Object.entries(keyUsages).map(([name, keyUsage]) => [
      `a root with ${name}`,
      under({ ca: true, keyUsage }),
    ]),
  ),
  ...named(
    extendedUsages.map((extendedKeyUsage) => [`for ${extendedKeyUsage.join()}`, below({ extendedKeyUsage })]),
  ),
  ...named(
    extendedUsages.map((extendedKeyUsage) => [
      `an intermediate CA for ${extendedKeyUsage.join()}`,
      through({ extendedKeyUsage }),
    ]),
  ),
  ...named(
    extendedUsages.map((extendedKeyUsage) => [
      `a root for ${extendedKeyUsage.join()}`,
      under({ ca: true, keyUsage: '0000011', extendedKeyUsage }),
    ]),
  ),
};

const basic = (critical: boolean, ...parts: readonly write.Bytes[]): write.Bytes =>
  extension('2.5.29.19', write.sequence(...parts), critical);
const plainCa = (shape: CertificateShape): readonly Made[] => {
  const sub = certificate({ subject: 'O=Example, CN=Sub', issuer: root, ...life, ...shape });
  return [leaf({}, sub), sub, root];
};
const authorities: Chains = {
  'an issuer without basic constraints': plainCa({}),
  'an issuer without basic constraints, with keyCertSign': plainCa({ keyUsage: '0000011' }),
  'an issuer that is no CA': through({ ca: false }),
  'an intermediate CA without key usage': plainCa({ ca: true }),
  'an intermediate CA whose basic constraints are not critical': plainCa({
    keyUsage: '0000011',
    extensions: [basic(false, write.boolean(true))],
  }),
  'a root whose basic constraints are not critical': under({
    keyUsage: '0000011',
    extensions: [basic(false, write.boolean(true))],
  }),
  'a root without key usage': under({ ca: true }),
  'a root without basic constraints': under({}),
  'a root that is no CA': under({ ca: false }),
  'a path of length 0': under({ ca: true, keyUsage: '0000011', pathLength: 0 }),
  'a path longer than allowed': (() => {
    const own = authority({ ...rootLife, subject: 'CN=Short', pathLength: 0 });
    return through({}, {}, own);
  })(),
  'a path of four': (() => {
    const first = issuing({ subject: 'CN=First' });
    return [...through({}, {}, first), root];
  })(),
  'a CA as server': alone({ ca: true }),
  'a CA as server, with a key usage': alone({ ca: true, keyUsage: '0000011' }),
  'a CA as server, with all key usages': alone({ ca: true, keyUsage: '1010011' }),
  'a CA as server below a root': below({ ca: true }),
  'a path length in the certificate of a server': below({ ca: false, pathLength: 0 }),
  'an expired certificate': below({ from: fromNow(-100), to: fromNow(-1) }),
  'a certificate not valid yet': below({ from: fromNow(1), to: fromNow(100) }),
  'an expired intermediate CA': through({ from: fromNow(-100), to: fromNow(-1) }),
  'an expired root': under({ ca: true, keyUsage: '0000011', from: fromNow(-100), to: fromNow(-1) }),
  'an expired certificate that signed itself': alone({ from: fromNow(-100), to: fromNow(-1) }),
  'a life of 100 years': below({ to: '2126-01-01T00:00:00Z' }),
  'names within the constraints': through({ permitted: ['dns:localhost'] }),
  'a name outside of the constraints': through({ permitted: ['dns:example.org'] }),
  'an excluded name': through({ excluded: ['dns:localhost'] }),
  'constraints on addresses': through({ permitted: ['ip:10.0.0.0/255.0.0.0'] }),
  'constraints on mail addresses': through({ permitted: ['email:example.org'] }),
  'constraints on URIs': through({ permitted: ['uri:.example.org'] }),
  'constraints on the subject': through({ permitted: ['dn:O=Example'] }),
  'constraints on the subject that hold': through(
    { permitted: ['dn:O=Example'] },
    { subject: 'O=Example, CN=localhost' },
  ),
  'constraints of the root': under({ ca: true, keyUsage: '0000011', permitted: ['dns:example.org'] }),
  'constraints and only a common name': (() => {
    const sub = issuing({ permitted: ['dns:example.org'] });
    return [certificate({ subject: 'CN=db1.example.net', issuer: sub, ...life }), sub, root];
  })(),
};

const policies = write.sequence(write.sequence(write.oid('1.3.6.1.4.1.99999.2')));
const extras: Readonly<Record<string, write.Bytes>> = {
  'an unknown extension': extension('1.3.6.1.4.1.99999.3', write.nothing()),
  'an unknown critical extension': extension('1.3.6.1.4.1.99999.3', write.nothing(), true),
  policies: extension('2.5.29.32', policies),
  'critical policies': extension('2.5.29.32', policies, true),
  'an explicit policy to be had': extension(
    '2.5.29.36',
    write.sequence(write.implicit(0, Buffer.from([0]))),
    true,
  ),
  'no policy for any': extension('2.5.29.54', write.integer(0), true),
  'a policy mapping': extension(
    '2.5.29.33',
    write.sequence(write.sequence(write.oid('1.3.6.1.4.1.99999.2'), write.oid('1.3.6.1.4.1.99999.4'))),
    true,
  ),
  'OCSP must be stapled': extension('1.3.6.1.5.5.7.1.24', write.sequence(write.integer(5))),
  'the old type of a Netscape server': extension('2.16.840.1.113730.1.1', write.bits(Buffer.from([0x40]), 6)),
  'the old type of a Netscape client': extension('2.16.840.1.113730.1.1', write.bits(Buffer.from([0x80]), 7)),
  'the old type of a Netscape CA': extension('2.16.840.1.113730.1.1', write.bits(Buffer.from([0x07]), 0)),
  'an old comment': extension('2.16.840.1.113730.1.13', write.der(0x16, Buffer.from('made by hand'))),
  'a damaged key usage': extension('2.5.29.15', Buffer.from('zz') as Uint8Array as write.Bytes, true),
  'damaged names': extension('2.5.29.17', write.sequence(write.der(0x30, Buffer.from('zz'))), true),
  'a damaged usage': extension('2.5.29.37', write.integer(1)),
  'a damaged authority key identifier': extension('2.5.29.35', write.integer(1)),
  'an empty usage': extension('2.5.29.37', write.sequence()),
  'a critical subject key identifier': extension('2.5.29.14', write.octets(Buffer.from([1, 2, 3])), true),
  'a critical address to ask for revocation': extension(
    '1.3.6.1.5.5.7.1.1',
    write.sequence(
      write.sequence(write.oid('1.3.6.1.5.5.7.48.1'), write.implicit(6, Buffer.from('http://ocsp.example'))),
    ),
    true,
  ),
  'an address of revocation lists, critical': extension(
    '2.5.29.31',
    write.sequence(
      write.sequence(
        write.explicit(0, write.explicit(0, write.implicit(6, Buffer.from('http://ca.example/crl')))),
      ),
    ),
    true,
  ),
  'a mark of a certificate that is not to be used': extension(
    '1.3.6.1.4.1.11129.2.4.3',
    write.nothing(),
    true,
  ),
};
const withExtras: Chains = {
  ...named(Object.entries(extras).map(([name, extra]) => [name, below({ extensions: [extra] })])),
  ...named(
    Object.entries(extras).map(([name, extra]) => [
      `an intermediate CA with ${name}`,
      through({ extensions: [extra] }),
    ]),
  ),
  ...named(
    Object.entries(extras).map(([name, extra]) => [
      `a root with ${name}`,
      under({ ca: true, keyUsage: '0000011', extensions: [extra] }),
    ]),
  ),
};

/** Two oddities at once, of every two that can stand together. */
const pairs: Chains = named(
  Object.entries({
    'RSA of 1024 bits': { key: keyOf('leaf', 'RSA-1024') },
    'SHA-1': { hash: 'sha1' },
    'no identifiers': { noIdentifiers: true },
    'the serial number 0': { serial: 0 },
    'an empty subject': { subject: '' },
    'a CA': { ca: true },
    'an address': { names: ['ip:127.0.0.1'] },
    'client only': { extendedKeyUsage: ['clientAuth'] },
  } satisfies Record<string, CertificateShape>).flatMap(([one, shape], at, all) =>
    all
      .slice(at + 1)
      .map(([other, more]) => [`${one} and ${other}`, below({ ...shape, ...more }, rsaRoot)] as const),
  ),
);

export const chains: Chains = {
  ...keys,
  ...signatures,
  ...hostNames,
  ...numbers,
  ...versions,
  ...identifiers,
  ...usages,
  ...authorities,
  ...withExtras,
  ...pairs,
};
