import type { CryptoPort } from '../model/crypto-port.ts';
import { isCa, isSelfIssued, type Certificate, type Signed } from '../model/certificate.ts';
import type { PublicKey } from '../der/algorithms.ts';
import { violatedConstraint } from './name-constraints.ts';
import { readableName, type DistinguishedName } from '../der/name.ts';

/** Whether a signature was made with a key; undefined where that cannot be told. Each pair is verified once. */
export function isSignedBy(
  signed: Signed,
  key: PublicKey,
  crypto: CryptoPort | undefined,
): boolean | undefined {
  if (!crypto || signed.signatureAlgorithm.scheme === 'unknown') return undefined;
  const known = verdicts.get(signed) ?? new Map<string, boolean | undefined>();
  verdicts.set(signed, known);
  if (!known.has(key.identity)) known.set(key.identity, verify(signed, key, crypto));
  return known.get(key.identity);
}

/** By the signed object, then the identity of the key. Rules ask for the same pairs at every keystroke. */
const verdicts = new WeakMap<Signed, Map<string, boolean | undefined>>();

function verify(signed: Signed, key: PublicKey, crypto: CryptoPort): boolean | undefined {
  const { scheme, hash } = signed.signatureAlgorithm;
  return crypto.verify({
    data: signed.toBeSigned,
    signature: signed.signature,
    publicKey: key.der,
    ...(hash === undefined ? {} : { hash }),
    ...(scheme === 'rsa-pss' ? { padding: 'pss' as const } : {}),
  });
}

/** What tells who issued something: a certificate or a revocation list. */
type Issued = Signed & Pick<Certificate, 'issuer' | 'authorityKeyIdentifier'>;

/**
 * Whether one certificate issued another, as OpenSSL tells (X509_check_issued, then the signature): the names agree, the
 * key identifiers do not disagree, and the signature does not fail.
 */
export function hasIssued(issuer: Certificate, issued: Issued, crypto: CryptoPort | undefined): boolean {
  if (issuer.subject.comparable !== issued.issuer.comparable) return false;
  if (!isNamedBy(issuer, issued.authorityKeyIdentifier)) return false;
  return isSignedBy(issued, issuer.publicKey, crypto) !== false;
}

/** OpenSSL's X509_check_akid: what an authority key identifier tells of a certificate must be so. */
function isNamedBy(issuer: Certificate, wanted: Issued['authorityKeyIdentifier'] = {}): boolean {
  const { keyIdentifier, serialNumber, issuer: name } = wanted;
  const given = issuer.subjectKeyIdentifier;
  if (keyIdentifier !== undefined && given !== undefined && keyIdentifier !== given) return false;
  if (serialNumber !== undefined && serialNumber !== issuer.serialNumber) return false;
  return name === undefined || name.comparable === issuer.issuer.comparable;
}

/** Whether a revocation list and a certificate are of one issuer. */
export function isOfSameIssuer(list: Pick<Issued, 'issuer'>, certificate: Pick<Issued, 'issuer'>): boolean {
  return list.issuer.comparable === certificate.issuer.comparable;
}

/** Whether a certificate vouches for itself: an anchor of trust. */
export function isSelfSigned(certificate: Certificate, crypto: CryptoPort | undefined): boolean {
  return isSelfIssued(certificate) && hasIssued(certificate, certificate, crypto);
}

/** More namesakes of an issuer than this are not tried, so that no file takes long; OpenSSL goes by the key identifier alone. */
const maxNamesakes = 10;

/** As far as OpenSSL follows a chain. */
const maxDepth = 100;

/** The certificates of a pool by subject. */
function bySubject(pool: readonly Certificate[]): ReadonlyMap<string, readonly Certificate[]> {
  const known = pools.get(pool);
  if (known) return known;
  const found = new Map<string, Certificate[]>();
  for (const certificate of pool) {
    const namesakes = found.get(certificate.subject.comparable);
    if (namesakes) namesakes.push(certificate);
    else found.set(certificate.subject.comparable, [certificate]);
  }
  pools.set(pool, found);
  return found;
}

const pools = new WeakMap<readonly Certificate[], ReadonlyMap<string, readonly Certificate[]>>();

/** The certificate's issuer among others; of several one that signed itself, which ends the chain, else the one valid longest. */
export function issuerAmong(
  issued: Issued,
  pool: readonly Certificate[],
  crypto: CryptoPort | undefined,
): Certificate | undefined {
  let best: Certificate | undefined;
  const namesakes = bySubject(pool).get(issued.issuer.comparable) ?? [];
  for (const candidate of namesakes.slice(0, maxNamesakes)) {
    if (best && !isBetterIssuer(candidate, best)) continue;
    if (hasIssued(candidate, issued, crypto)) best = candidate;
  }
  return best;
}

/** Beside a root there may be the same CA as another root has signed it. */
function isBetterIssuer(candidate: Certificate, best: Certificate): boolean {
  const endsChain = isSelfIssued(candidate);
  return endsChain === isSelfIssued(best) ? candidate.notAfter > best.notAfter : endsChain;
}

/** Those of some certificates that may have issued another one of them, by names and key identifiers. */
export function issuersAmong(certificates: readonly Certificate[]): ReadonlySet<Certificate> {
  const issued = new Map<string, IssuedCounts>();
  for (const { issuer, authorityKeyIdentifier } of certificates) {
    const counts = issued.get(issuer.comparable) ?? { all: 0, byKey: new Map<string | undefined, number>() };
    const key = authorityKeyIdentifier?.keyIdentifier;
    issued.set(issuer.comparable, counts);
    counts.all++;
    counts.byKey.set(key, (counts.byKey.get(key) ?? 0) + 1);
  }
  const isIssuer = (certificate: Certificate): boolean => {
    const { all = 0, byKey } = issued.get(certificate.subject.comparable) ?? {};
    const key = certificate.subjectKeyIdentifier;
    const count = key === undefined ? all : (byKey?.get(undefined) ?? 0) + (byKey?.get(key) ?? 0);
    return count > (hasIssued(certificate, certificate, undefined) ? 1 : 0);
  };
  return new Set(certificates.filter(isIssuer));
}

/** How many certificates name one issuer: all of them, and by the key identifier that they ask for. */
interface IssuedCounts {
  all: number;
  readonly byKey: Map<string | undefined, number>;
}

/** A path from a certificate upwards. */
export interface Chain {
  /** From the certificate to the last issuer found. */
  readonly path: readonly Certificate[];
  /** The name that could not be found; absent where the path ends in a self-signed certificate. */
  readonly missing?: DistinguishedName;
}

/**
 * Builds the path from a certificate through a pool of others. Trusted ones come first, as with OpenSSL
 * (X509_V_FLAG_TRUSTED_FIRST, the default since 1.1.0): a cross-signed CA in the pool does not lead away from the root.
 */
export function chainOf(
  certificate: Certificate,
  pool: readonly Certificate[],
  crypto: CryptoPort | undefined,
  trusted: readonly Certificate[] = [],
): Chain {
  const path = [certificate];
  for (let last = certificate; !isSelfSigned(last, crypto);) {
    const issuer = issuerAmong(last, trusted, crypto) ?? issuerAmong(last, pool, crypto);
    if (!issuer || path.includes(issuer) || path.length > maxDepth) return { path, missing: last.issuer };
    path.push(issuer);
    last = issuer;
  }
  return { path };
}

/** What makes a path invalid although every signature fits; `at` is the place in the path. */
export interface PathProblem {
  readonly code: 'not-a-ca' | 'path-length' | 'name-constraints';
  readonly at: number;
  /** A full sentence. */
  readonly message: string;
  /** OpenSSL, and with it a server, accepts the path nevertheless. */
  readonly toleratedByOpenSsl?: true;
}

/**
 * Checks CA flags, path lengths and name constraints along a path (RFC 5280, section 6.1). `toBeExtended`: the first
 * certificate is a CA, judged for what it shall issue.
 */
export function pathProblems(path: readonly Certificate[], toBeExtended = false): PathProblem[] {
  const problems: PathProblem[] = [];
  let below = 0;
  for (const [at, issuer] of path.entries()) {
    const last = path[at - 1];
    if (!last) continue;
    // certificates that issued themselves anew do not count
    if ((at > 1 || toBeExtended) && !isSelfIssued(last)) below++;
    const name = readableName(issuer.subject);
    const { basicConstraints, keyUsage } = issuer;
    if (!isCa(issuer) && !basicConstraints && keyUsage?.includes('keyCertSign')) {
      // check_ca in crypto/x509/v3_purp.c
      problems.push({
        code: 'not-a-ca',
        at,
        message: `"${name}" issued a certificate but has no basic constraints; OpenSSL takes it for a CA, because of keyCertSign in its key usage, and most other TLS libraries do not.`,
        toleratedByOpenSsl: true,
      });
    } else if (!isCa(issuer)) {
      problems.push({
        code: 'not-a-ca',
        at,
        message: `"${name}" issued a certificate but is no CA itself (basic constraints CA:FALSE or missing), so no TLS library accepts the chain.`,
      });
    } else if (keyUsage && !keyUsage.includes('keyCertSign')) {
      problems.push({
        code: 'not-a-ca',
        at,
        message: `"${name}" issued a certificate but its key usage does not allow that (keyCertSign is missing).`,
      });
    }
    const limit = basicConstraints?.pathLength;
    if (limit !== undefined && below > limit) {
      problems.push({
        code: 'path-length',
        at,
        message: `"${name}" allows ${limit} CA ${limit === 1 ? 'certificate' : 'certificates'} below it, and the chain has ${below}.`,
      });
    }
    for (const certificate of issuer.nameConstraints ? path.slice(0, at) : []) {
      if (isSelfIssued(certificate) && certificate !== path[0]) continue;
      const violated = violatedConstraint(certificate, issuer);
      if (violated !== undefined) {
        problems.push({
          code: 'name-constraints',
          at,
          message: `"${name}" may only issue certificates within its name constraints, and ${violated} of "${readableName(certificate.subject)}" is outside of them.`,
        });
        break;
      }
    }
  }
  return problems;
}
