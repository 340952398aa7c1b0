import { isCa, isSelfIssued, type Certificate } from '../models/certificate.ts';
import { hasWeakHash } from './judgements.ts';
import { isEmptyName } from './name.ts';

/** What a family of TLS clients makes of a server certificate, apart from trust and validity in time. */
export interface ClientVerdict {
  /** `Go`, `Python 3.13` … */
  readonly client: string;
  readonly accepts: boolean;
  /** Why not, one phrase each. */
  readonly reasons: readonly string[];
}

type Check = (certificate: Certificate) => string | undefined;

const when =
  (test: (certificate: Certificate) => boolean, reason: string): Check =>
  (certificate) =>
    test(certificate) ? reason : undefined;

const isRsa = ({ publicKey }: Certificate): boolean => publicKey.algorithm.startsWith('RSA');
const noSan = when(
  ({ subjectAltNames }) => !subjectAltNames,
  'no subject alternative name (the common name is ignored)',
);
const weakHash = when(hasWeakHash, 'the signature uses SHA-1 or MD5');
const brokenHash = when(
  ({ signatureAlgorithm }) => (signatureAlgorithm.hash ?? '').startsWith('md'),
  'the signature uses MD5',
);
const smallRsa = (bits: number): Check =>
  when(
    (certificate) => isRsa(certificate) && (certificate.publicKey.bits ?? bits) < bits,
    `the RSA key has fewer than ${bits} bits`,
  );
const dsa = when(({ publicKey }) => publicKey.algorithm === 'DSA', 'DSA keys are not supported');
const noAki = when(
  (certificate) =>
    certificate.version === 3 &&
    !isSelfIssued(certificate) &&
    certificate.authorityKeyIdentifier?.keyIdentifier === undefined,
  'no authority key identifier',
);

/**
 * What each family checks beyond the usual: Go crypto/x509; Python 3.13 ssl (VERIFY_X509_STRICT); Java's
 * jdk.certpath.disabledAlgorithms; rustls-webpki; BoringSSL, which is in Electron (Compass, VS Code); OpenSSL 3 at the
 * security level 2 of Debian and Ubuntu.
 */
const clients: Readonly<Record<string, readonly Check[]>> = {
  Go: [noSan, weakHash, smallRsa(1024), dsa],
  'Python 3.13': [
    noAki,
    when(
      (certificate) => isEmptyName(certificate.subject) && !isCritical(certificate, '2.5.29.17'),
      'the subject is empty but the alternative name is not critical',
    ),
    when(
      (certificate) => isCa(certificate) && certificate.version === 3 && !certificate.keyUsage,
      'a CA without key usage',
    ),
    when(
      ({ version, rawExtensions }) => version < 3 && rawExtensions.length > 0,
      'extensions in a certificate below version 3',
    ),
    smallRsa(2048),
  ],
  Java: [weakHash, smallRsa(1024)],
  'Rust (rustls)': [
    when(({ version }) => version !== 3, 'X.509 version 1'),
    noSan,
    weakHash,
    smallRsa(2048),
    dsa,
    when((certificate) => isCa(certificate), 'a CA certificate is not taken as that of a server'),
  ],
  'Electron (Compass, VS Code)': [
    when(({ publicKey }) => publicKey.curve === 'P-521', 'the curve P-521 is not offered'),
    when(({ publicKey }) => publicKey.algorithm.startsWith('Ed'), 'Ed25519 and Ed448 keys are not offered'),
    dsa,
    brokenHash,
  ],
  'OpenSSL 3 (Node.js, PHP, Ruby, C)': [smallRsa(2048), weakHash],
};

/** The table of {@link ClientVerdict} for a server certificate. */
export function clientCompatibility(certificate: Certificate): ClientVerdict[] {
  return Object.entries(clients).map(([client, checks]) => {
    const reasons = checks.flatMap((check) => check(certificate) ?? []);
    return { client, accepts: reasons.length === 0, reasons };
  });
}

function isCritical({ rawExtensions }: Certificate, oid: string): boolean {
  return rawExtensions.some((extension) => extension.oid === oid && extension.critical);
}
