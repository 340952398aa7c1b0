import { isCa, isSelfIssued, type Certificate } from '../pem/model/certificate.ts';
import { pathProblems, type PathProblem } from '../pem/chain/chain.ts';
import { hashText, validityAt } from '../pem/model/judgements.ts';
import { isEmptyName, readableName } from '../pem/der/name.ts';

/** What a family of TLS clients makes of a server certificate, apart from trust and host names. */
export interface ClientVerdict {
  /** `Go`, `Python 3.13` … */
  readonly client: string;
  readonly accepts: boolean;
  /** Why not, one phrase each. */
  readonly reasons: readonly string[];
  /** What this family asks for beyond what all do, one phrase each. */
  readonly demands: readonly string[];
}

interface Demand {
  /** Reads on from "asks for": `a subject alternative name`. */
  readonly text: string;
  /** What is wrong with a certificate of the chain; `leaf` is that of the server. */
  readonly fault: (certificate: Certificate, leaf: boolean) => string | undefined;
}

/** A demand on the certificate of the server only. */
function ofLeaf(text: string, isBroken: (leaf: Certificate) => boolean, fault: string): Demand {
  return { text, fault: (certificate, leaf) => (leaf && isBroken(certificate) ? fault : undefined) };
}

/** A demand on each certificate of the chain. */
function ofAll(text: string, isBroken: (certificate: Certificate) => boolean, fault: string): Demand {
  return { text, fault: (certificate) => (isBroken(certificate) ? fault : undefined) };
}

const alternativeName = ofLeaf(
  'a subject alternative name',
  ({ subjectAltNames }) => !subjectAltNames?.length,
  'no subject alternative name, and the common name does not count',
);

/** A signature with a broken hash; the one of a self-signed certificate is not looked at. */
function noHash(text: string, ...hashes: readonly string[]): Demand {
  return {
    text: `no signature with ${text}`,
    fault: (certificate) =>
      hashes.includes(certificate.signatureAlgorithm.hash ?? '') && !isSelfIssued(certificate)
        ? `a signature with ${hashText(certificate)}`
        : undefined,
  };
}

const noWeakHash = noHash('SHA-1 or MD5', 'sha1', 'md5', 'md2');
const noMd5 = noHash('MD5', 'md5', 'md2');

function rsaOf(bits: number): Demand {
  return {
    text: `RSA keys of at least ${bits} bits`,
    fault: ({ publicKey: { algorithm, bits: has = bits } }) =>
      algorithm.startsWith('RSA') && has < bits ? `an RSA key of ${has} bits` : undefined,
  };
}

const noDsa = ofLeaf('no DSA key', ({ publicKey }) => publicKey.algorithm === 'DSA', 'a DSA key');

const isV3Ca = (certificate: Certificate): boolean => certificate.version === 3 && isCa(certificate);

const criticalName = ofLeaf(
  'a critical alternative name where the subject is empty',
  (leaf) => isEmptyName(leaf.subject) && !isCritical(leaf, '2.5.29.17'),
  'an empty subject without a critical alternative name',
);

/** OpenSSL's X509_V_FLAG_X509_STRICT (crypto/x509/x509_vfy.c, check_extensions), which Python turned on in 3.13. Not for a certificate that is its own issuer. */
const strict: readonly Demand[] = [
  ofAll(
    'an authority key identifier',
    (certificate) =>
      certificate.version === 3 &&
      !isSelfIssued(certificate) &&
      certificate.authorityKeyIdentifier?.keyIdentifier === undefined,
    'no authority key identifier',
  ),
  ofAll(
    'a subject key identifier and key usage in CA certificates',
    (certificate) =>
      isV3Ca(certificate) && !(certificate.subjectKeyIdentifier && certificate.keyUsage?.length),
    'a CA certificate without subject key identifier or key usage',
  ),
  ofAll(
    'critical basic constraints in CA certificates',
    (certificate) => isV3Ca(certificate) && !isCritical(certificate, '2.5.29.19'),
    'a CA certificate whose basic constraints are not critical',
  ),
  criticalName,
  ofAll(
    'extensions in version 3 only',
    ({ version, rawExtensions }) => version < 3 && rawExtensions.length > 0,
    'extensions in a certificate below version 3',
  ),
];

/** Java looks at the usage of the leaf only. */
const nestedUsage: Demand = {
  text: 'serverAuth in the extended key usage of CA certificates that have one',
  fault: (certificate, leaf) =>
    leaf || isSelfIssued(certificate) || allowsServer(certificate)
      ? undefined
      : 'a CA certificate whose extended key usage lacks serverAuth',
};

function allowsServer({ extendedKeyUsage }: Certificate): boolean {
  const serves = ({ name }: { name: string }): boolean =>
    name === 'serverAuth' || name === 'anyExtendedKeyUsage';
  return extendedKeyUsage?.some(serves) ?? true;
}

/**
 * What each family checks beyond the usual: Go crypto/x509; Python's ssl.create_default_context; Java's
 * jdk.certpath.disabledAlgorithms (SHA-1 is refused below the public CAs of the JDK only); rustls-webpki; BoringSSL, which is
 * in Electron; OpenSSL 3 at security level 2, the default of Debian, Ubuntu, Python and Node.js 24.
 */
const clients: Readonly<Record<string, readonly Demand[]>> = {
  Go: [alternativeName, nestedUsage, noWeakHash, rsaOf(1024), noDsa],
  'Python 3.13': [...strict, nestedUsage, noWeakHash, rsaOf(2048)],
  Java: [criticalName, noMd5, rsaOf(1024)],
  'Rust (rustls)': [
    ofLeaf('X.509 version 3', ({ version }) => version !== 3, 'an X.509 certificate of version 1'),
    alternativeName,
    nestedUsage,
    ofLeaf('no CA certificate as that of a server', isCa, 'a CA certificate in the place of a server’s'),
    noWeakHash,
    rsaOf(2048),
    noDsa,
  ],
  'Electron (Compass, VS Code)': [
    ofLeaf(
      'no key on the curve P-521',
      ({ publicKey }) => publicKey.curve === 'P-521',
      'a key on the curve P-521',
    ),
    ofLeaf(
      'no Ed25519 or Ed448 key',
      ({ publicKey }) => publicKey.algorithm.startsWith('Ed'),
      'an Ed25519 or Ed448 key',
    ),
    nestedUsage,
    noDsa,
    noMd5,
  ],
  'OpenSSL 3 (Node.js, PHP, Ruby, C)': [nestedUsage, noWeakHash, rsaOf(2048)],
};

const pathFaults: Readonly<Record<PathProblem['code'], string>> = {
  'not-a-ca': 'an issuer that may not issue certificates',
  'path-length': 'more CA certificates than an issuer allows below it',
  'name-constraints': 'a name outside of the name constraints of an issuer',
};

/** Why every client refuses a chain, one phrase each (RFC 5280, sections 4.2.1.12 and 6.1). */
function faultsForAll(chain: readonly Certificate[], now: number): string[] {
  const [leaf] = chain;
  const states = chain.map((certificate) => validityAt(certificate, now));
  return [
    ...(states.includes('expired') ? ['a certificate that has expired'] : []),
    ...(states.includes('not-yet-valid') ? ['a certificate that is not valid yet'] : []),
    ...(leaf && !allowsServer(leaf) ? ['an extended key usage without serverAuth'] : []),
    ...new Set(pathProblems(chain).map(({ code }) => pathFaults[code])),
  ];
}

/**
 * The table of {@link ClientVerdict} for a server certificate. `chain` starts with it and goes upwards as far as the
 * issuers are known. `now` is in milliseconds since the epoch.
 */
export function clientCompatibility(chain: readonly Certificate[], now: number): ClientVerdict[] {
  const common = faultsForAll(chain, now);
  const isAlone = chain.length === 1 && chain.every(isSelfIssued);
  return Object.entries(clients).map(([client, all]) => {
    const demands = all.filter((demand) => !(isAlone && strict.includes(demand)));
    const own = chain.flatMap((certificate, index) =>
      demands.flatMap(({ fault }) => {
        const found = fault(certificate, index === 0);
        if (found === undefined) return [];
        return index === 0 ? found : `${found} ("${readableName(certificate.subject)}")`;
      }),
    );
    const reasons = [...common, ...own];
    return { client, accepts: reasons.length === 0, reasons, demands: demands.map(({ text }) => text) };
  });
}

function isCritical({ rawExtensions }: Certificate, oid: string): boolean {
  return rawExtensions.some((extension) => extension.oid === oid && extension.critical);
}
