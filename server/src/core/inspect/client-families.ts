import { isCa, isSelfIssued } from '../pem/model/certificate.ts';
import {
  admitsServers,
  anyUsage,
  criticalBeyond,
  criticalName,
  digitalSignature,
  hostName,
  isOfOtherNetscapeType,
  keysOf,
  noHash,
  noUnknownCritical,
  noWeakHash,
  ofAll,
  ofLeaf,
  opensslPurpose,
  rsaOf,
  serialBytes,
  serverGated,
  serverUsage,
  strict,
  versionThreeExtensions,
  type Check,
  type Demand,
} from './client-demands.ts';

/** A family of TLS clients, with what it demands. */
export interface Client {
  /** `tested`: our tests ask such clients themselves. `read`: it was read from their sources. */
  readonly basis: 'tested' | 'read';
  readonly demands: readonly Demand[];
  /** What nobody has asked this family about. */
  readonly doubts: readonly Check[];
  /** What it asks of a certificate that is trusted by itself, whose dates and constraints it does not look at; absent: all. */
  readonly onAnchor?: readonly Demand[];
}

const nistCurves = ['P-256', 'P-384', 'P-521'];
const smallCurves = ['P-224', 'secp256k1', 'brainpoolP256r1', 'brainpoolP384r1', 'brainpoolP512r1'];
/** Key usage, alternative name, basic constraints, extended key usage and policies: what all of them know. */
const commonExtensions = ['2.5.29.15', '2.5.29.17', '2.5.29.19', '2.5.29.32', '2.5.29.37'];
const nameConstraints = '2.5.29.30';

const opensslNames = hostName({ commonName: true });
const opensslKeys = keysOf({
  leaf: ['RSA', 'RSA-PSS', 'Ed25519', 'Ed448', ...nistCurves],
  ca: ['RSA', 'RSA-PSS', 'Ed25519', 'Ed448', 'DSA', ...nistCurves, ...smallCurves],
  refused: { leaf: ['DSA', ...smallCurves, 'P-192'], ca: ['P-192'] },
});
const largeDsa = ofAll(
  'DSA keys of at least 2048 bits',
  ({ publicKey: { algorithm, bits = 0 } }) => algorithm === 'DSA' && bits < 2048,
  'a DSA key of less than 2048 bits',
);
const openssl = {
  basis: 'tested',
  demands: [
    opensslNames.demand,
    noUnknownCritical,
    ...opensslPurpose,
    noWeakHash,
    rsaOf(2048),
    ...opensslKeys.demands,
    largeDsa,
  ],
  doubts: [opensslNames.doubt, opensslKeys.doubt],
} as const satisfies Client;

/** Of what only the sources were read, oddities count as unknown. */
const odd: readonly Check[] = [
  (certificate) => (serialBytes(certificate) > 20 ? 'a serial number of more than 20 bytes' : undefined),
  ({ serialNumber }) => (serialNumber.startsWith('-') ? 'a negative serial number' : undefined),
  ({ version, rawExtensions }) =>
    version < 3 && rawExtensions.length > 0 ? 'extensions in a certificate below version 3' : undefined,
  (certificate) =>
    isOfOtherNetscapeType(certificate) ? 'a Netscape type that is not that of a server' : undefined,
  ({ rawExtensions }) =>
    rawExtensions.some(({ oid }) => ['2.5.29.33', '2.5.29.36', '2.5.29.54'].includes(oid))
      ? 'an extension about policies that are to be had'
      : undefined,
  ({ extendedKeyUsage }) =>
    extendedKeyUsage?.length === 0 ? 'an extended key usage that is empty' : undefined,
  ({ subjectAltNames }) =>
    subjectAltNames?.length === 0 ? 'a list of alternative names that is empty' : undefined,
  ({ nameConstraints: limits }) =>
    [...(limits?.permitted ?? []), ...(limits?.excluded ?? [])].some(
      ({ type }) => !['dns', 'ip'].includes(type),
    )
      ? 'constraints on other names than DNS names and IP addresses'
      : undefined,
  ({ publicKey: { algorithm, bits = 0 } }) =>
    algorithm.startsWith('RSA') && bits > 8192 ? `an RSA key of ${bits} bits` : undefined,
];

const goNames = hostName({ commonName: false });
const goKeys = keysOf({
  leaf: ['RSA', 'Ed25519', ...nistCurves],
  ca: ['RSA', 'Ed25519', 'P-224', ...nistCurves],
  refused: { leaf: ['DSA', 'RSA-PSS', 'Ed448'], ca: ['DSA', 'RSA-PSS', 'Ed448'] },
});
const rustNames = hostName({ commonName: false });
const rustKeys = keysOf({
  leaf: ['RSA', 'Ed25519', 'P-256', 'P-384'],
  ca: ['RSA', 'Ed25519', 'P-256', 'P-384'],
  refused: { leaf: ['DSA', 'Ed448'], ca: ['DSA', 'Ed448'] },
});
const electronKeys = keysOf({
  leaf: ['RSA', 'P-256', 'P-384'],
  ca: ['RSA', ...nistCurves],
  refused: { leaf: ['P-521', 'Ed25519', 'Ed448', 'DSA'] },
});
const javaNames = hostName({ commonName: true, noUnderscore: true });
const javaKeys = keysOf({
  leaf: ['RSA', 'RSA-PSS', 'Ed25519', 'Ed448', ...nistCurves],
  ca: ['RSA', 'RSA-PSS', 'Ed25519', 'Ed448', 'DSA', ...nistCurves],
  refused: { leaf: ['DSA', ...smallCurves], ca: smallCurves },
});

/** A signature with a hash that nobody asked a family about. */
const otherHash =
  (...known: readonly string[]): Check =>
  (certificate) => {
    const { hash, name, scheme } = certificate.signatureAlgorithm;
    if (hash === undefined || known.includes(hash) || isSelfIssued(certificate)) return undefined;
    return scheme === 'unknown' ? undefined : `a signature with ${name}`;
  };

/**
 * What each family checks beyond the usual. Asked themselves by test/core/inspect/real-clients.test.ts: Python's
 * ssl.create_default_context; Java's JSSE with jdk.certpath.disabledAlgorithms (SHA-1 is refused below the public CAs of the
 * JDK only); OpenSSL 3 at security level 2, the default of Debian, Ubuntu, Python and Node.js 24. Read: Go crypto/x509,
 * rustls-webpki with ring, and BoringSSL, which is in Electron. What is in no list is unknown.
 */
export const clients: Readonly<Record<string, Client>> = {
  Go: {
    basis: 'read',
    demands: [
      goNames.demand,
      noUnknownCritical,
      serverUsage([anyUsage]),
      noWeakHash,
      noHash('SHA-224', 'sha224'),
      rsaOf(1024),
      ...goKeys.demands,
      ofAll(
        'serial numbers that are not negative (since Go 1.23)',
        ({ serialNumber }) => serialNumber.startsWith('-'),
        'a negative serial number',
      ),
    ],
    doubts: [
      goNames.doubt,
      goKeys.doubt,
      criticalBeyond([...commonExtensions, nameConstraints, '2.5.29.31']),
      ...odd,
    ],
  },
  'Python 3.13': { ...openssl, demands: [...strict, ...openssl.demands] },
  Java: {
    basis: 'tested',
    onAnchor: [javaNames.demand, versionThreeExtensions, rsaOf(1024), ...javaKeys.demands],
    demands: [
      javaNames.demand,
      criticalName,
      versionThreeExtensions,
      digitalSignature,
      ofLeaf(
        'no Netscape type but that of a server',
        isOfOtherNetscapeType,
        'a Netscape type that is not that of a server',
      ),
      noUnknownCritical,
      ofAll(
        'no critical list of revocation addresses',
        ({ rawExtensions }) => rawExtensions.some(({ oid, critical }) => critical && oid === '2.5.29.31'),
        'a critical list of revocation addresses',
      ),
      ofAll(
        'no policy that is to be had',
        ({ rawExtensions }) => rawExtensions.some(({ oid }) => oid === '2.5.29.36'),
        'an extension that asks for a policy',
      ),
      ofLeaf(
        'serverAuth in the extended key usage of the server, if it has one',
        (leaf) => !admitsServers(leaf, [anyUsage, ...serverGated]),
        'an extended key usage without serverAuth',
      ),
      noHash('MD5', 'md5', 'md2'),
      rsaOf(1024),
      ...javaKeys.demands,
    ],
    doubts: [
      javaNames.doubt,
      javaKeys.doubt,
      criticalBeyond([
        ...commonExtensions,
        nameConstraints,
        ...['2.5.29.33', '2.5.29.54', '2.5.29.31', '2.5.29.36', '2.16.840.1.113730.1.1'],
      ]),
      // it does not offer MD5 in the handshake either
      ({ signatureAlgorithm: { hash = '' } }, { leaf }) =>
        leaf && ['md5', 'md2'].includes(hash) ? 'a signature with MD5 of its own' : undefined,
    ],
  },
  'Rust (rustls)': {
    basis: 'read',
    demands: [
      ofLeaf('X.509 version 3', ({ version }) => version !== 3, 'an X.509 certificate of version 1'),
      rustNames.demand,
      noUnknownCritical,
      serverUsage([], 'anchor'),
      ofLeaf('no CA certificate as that of a server', isCa, 'a CA certificate in the place of a server’s'),
      noWeakHash,
      noHash('SHA-224', 'sha224'),
      rsaOf(2048),
      ...rustKeys.demands,
    ],
    doubts: [
      rustNames.doubt,
      rustKeys.doubt,
      criticalBeyond(['2.5.29.15', '2.5.29.17', '2.5.29.19', '2.5.29.37', nameConstraints]),
      (certificate) =>
        certificate.signatureAlgorithm.name === 'ecdsa-with-SHA512' && !isSelfIssued(certificate)
          ? 'a signature with ecdsa-with-SHA512'
          : undefined,
      ...odd,
    ],
  },
  'Electron (Compass, VS Code)': {
    basis: 'read',
    demands: [
      opensslNames.demand,
      noUnknownCritical,
      ...opensslPurpose,
      ...electronKeys.demands,
      noHash('MD5', 'md5', 'md2'),
      rsaOf(1024),
    ],
    doubts: [
      opensslNames.doubt,
      electronKeys.doubt,
      criticalBeyond([...commonExtensions, nameConstraints, '2.5.29.31']),
      otherHash('sha1', 'sha256', 'sha384', 'sha512', 'md5', 'md2'),
      ({ keyUsage }, { leaf }) =>
        leaf && keyUsage?.includes('digitalSignature') === false
          ? 'a key usage without digitalSignature'
          : undefined,
      ...odd,
    ],
  },
  'OpenSSL 3 (Node.js, PHP, Ruby, C)': openssl,
};
