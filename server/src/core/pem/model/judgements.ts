import { isSelfIssued, type Certificate } from './certificate.ts';
import { valuesOf, type DistinguishedName } from '../der/name.ts';

const day = 24 * 60 * 60 * 1000;

/** Whole days from `now` until a time; negative once it is past. */
export function daysUntil(time: number, now: number): number {
  return Math.floor((time - now) / day);
}

/** A time as a date for people, in UTC. */
export function dateText(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** Certificates that live no longer are renewed by programs, after two thirds of their life as a rule. */
const shortLife = 100 * day;

/**
 * Whether a valid certificate is near its end: within the days set for a warning, and of a short life within its last third.
 * One for six days would be near its end all the time.
 */
export function endsSoon(
  { notBefore, notAfter }: Pick<Certificate, 'notBefore' | 'notAfter'>,
  now: number,
  warningDays: number,
): boolean {
  const life = notAfter - notBefore;
  if (daysUntil(notAfter, now) > warningDays) return false;
  return life > shortLife || notAfter - now <= life / 3;
}

/** `3 days`, `1 day`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Whether a certificate can be used at a time. The bounds belong to its validity, as OpenSSL has it. */
export function validityAt(
  { notBefore, notAfter }: Pick<Certificate, 'notBefore' | 'notAfter'>,
  now: number,
): 'valid' | 'expired' | 'not-yet-valid' {
  if (now > notAfter) return 'expired';
  return now < notBefore ? 'not-yet-valid' : 'valid';
}

/**
 * Whether OpenSSL lets a certificate play a part in TLS. Without extended key usage it may play both;
 * `anyExtendedKeyUsage` alone does not count (crypto/x509/v3_purp.c).
 */
export function allowsUsage(
  { extendedKeyUsage }: Pick<Certificate, 'extendedKeyUsage'>,
  usage: 'serverAuth' | 'clientAuth',
): boolean {
  return extendedKeyUsage?.some(({ name }) => name === usage) ?? true;
}

/** What is too weak about a certificate, each a phrase such as `an RSA key of 1024 bits`. */
export function weaknesses(certificate: Certificate): string[] {
  const { publicKey } = certificate;
  const found: string[] = [];
  const { algorithm, bits = 0 } = publicKey;
  if ((algorithm.startsWith('RSA') || algorithm === 'DSA') && bits < 2048) {
    found.push(`${algorithm === 'DSA' ? 'a DSA' : 'an RSA'} key of ${bits} bits`);
  } else if (algorithm === 'ECDSA' && bits > 0 && bits < 224) {
    found.push(`an elliptic curve key of ${bits} bits`);
  }
  // nobody verifies what a certificate says of itself: it is trusted for being in the CA file
  if (hasWeakHash(certificate) && !isSelfIssued(certificate)) {
    found.push(`a signature with ${hashText(certificate)}`);
  }
  return found;
}

/** What OpenSSL knows of critical extensions (crypto/x509/v3_purp.c, X509_supported_extension). */
const handledExtensions = new Set([
  ...['2.5.29.15', '2.5.29.17', '2.5.29.19', '2.5.29.30', '2.5.29.31', '2.5.29.32', '2.5.29.33', '2.5.29.36'],
  ...['2.5.29.37', '2.5.29.54', '1.3.6.1.5.5.7.1.7', '1.3.6.1.5.5.7.1.8', '1.3.6.1.5.5.7.1.14'],
  ...['1.3.6.1.5.5.7.48.1.5', '2.16.840.1.113730.1.1'],
]);

/** Dotted identifiers of the critical extensions for which OpenSSL refuses a chain with the certificate. */
export function unhandledExtensions({ rawExtensions }: Pick<Certificate, 'rawExtensions'>): string[] {
  return rawExtensions.flatMap(({ oid, critical }) => (critical && !handledExtensions.has(oid) ? [oid] : []));
}

/** The hash of a signature for people: `SHA-1`, `MD5`. */
export function hashText({
  signatureAlgorithm: { hash = '' },
}: Pick<Certificate, 'signatureAlgorithm'>): string {
  return hash === 'sha1' ? 'SHA-1' : hash.toUpperCase();
}

/** Whether a signature uses a hash that is broken. */
export function hasWeakHash({ signatureAlgorithm }: Pick<Certificate, 'signatureAlgorithm'>): boolean {
  return ['md2', 'md5', 'sha1'].includes(signatureAlgorithm.hash ?? '');
}

/**
 * The O, OU and DC attributes by which MongoDB knows members of a cluster, sorted (SSLManager: all of them must
 * agree between members).
 */
export function memberAttributes(name: DistinguishedName): string[] {
  return ['O', 'OU', 'DC'].flatMap((type) => valuesOf(name, type).map((value) => `${type}=${value}`)).sort();
}
