import { X509Certificate } from 'node:crypto';
import type { PeerCertificate } from './report.ts';

/** OpenSSL lists a name from its root downwards, one part a line; RFC 2253 wants it the other way round. */
export function rfc2253(name: string): string {
  return name
    .split('\n')
    .filter((part) => part !== '')
    .reverse()
    .map((part) => {
      const value = part.indexOf('=') + 1;
      return part.slice(0, value) + part.slice(value).replace(/[,+"<>;]/g, '\\$&');
    })
    .join(',');
}

function iso(date: string): string {
  return new Date(date).toISOString();
}

/** The day alone, for sentences. */
export function day(date: string): string {
  return iso(date).slice(0, 10);
}

export function describe(certificate: X509Certificate): PeerCertificate {
  return {
    subject: rfc2253(certificate.subject),
    issuer: rfc2253(certificate.issuer),
    notAfter: iso(certificate.validTo),
    notBefore: iso(certificate.validFrom),
    ...(certificate.subjectAltName === undefined ? {} : { names: certificate.subjectAltName }),
  };
}

export function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey);
}

/** Follows the chain upwards among these certificates; the last one is self-signed or lacks its issuer. */
export function chainOf(leaf: X509Certificate, others: readonly X509Certificate[]): X509Certificate[] {
  const chain = [leaf];
  for (let last = leaf; !isSelfSigned(last) && chain.length < 10;) {
    const child = last;
    const issuer = others.find((other) => child.checkIssued(other) && child.verify(other.publicKey));
    if (!issuer || chain.includes(issuer)) break;
    chain.push(issuer);
    last = issuer;
  }
  return chain;
}

/** Every certificate of a PEM text that can be decoded, and how many could not. */
export function certificatesOf(pem: string): { certificates: X509Certificate[]; broken: number } {
  const blocks =
    pem.match(
      /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----(?:(?!-----BEGIN )[\s\S])*?-----END [A-Z0-9 ]+-----/g,
    ) ?? [];
  const certificates: X509Certificate[] = [];
  let broken = 0;
  for (const block of blocks) {
    try {
      certificates.push(new X509Certificate(block));
    } catch {
      broken++;
    }
  }
  return { certificates, broken };
}

/** Purposes of the extended key usage; undefined where the certificate has none and may serve any. */
export function purposes(certificate: X509Certificate): readonly string[] | undefined {
  // despite its name, keyUsage holds the object identifiers of the extended key usage
  return certificate.keyUsage;
}

export const clientAuth = '1.3.6.1.5.5.7.3.2';

/** What the TLS library of VS Code on the desktop (BoringSSL) does not take, in words; undefined where nothing is known. */
export function refusedByBoringSsl(certificate: X509Certificate): string | undefined {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = certificate.publicKey;
  if (type === 'ec' && details?.namedCurve === 'secp521r1') return 'a P-521 key';
  if (type === 'ed25519') return 'an Ed25519 key';
  if (type === 'ed448') return 'an Ed448 key';
  return undefined;
}
