import { decodeCertificate, type Certificate } from '../core/pem/model/certificate.ts';
import { isSelfSigned } from '../core/pem/chain/chain.ts';
import { readableName } from '../core/pem/der/name.ts';
import { nodeCrypto } from '../host/node-crypto.ts';
import type { PeerCertificate } from './report.ts';

/** A certificate that was sent, or undefined where this tool cannot read it. */
export function certificateOf(raw: Uint8Array): Certificate | undefined {
  const decoded = decodeCertificate(raw);
  return decoded.ok ? decoded.value : undefined;
}

export function subjectOf({ subject }: Certificate): string {
  return readableName(subject);
}

export function issuerOf({ issuer }: Certificate): string {
  return readableName(issuer);
}

/** As Node.js shows alternative names: `DNS:db.example.com, IP Address:10.0.0.1`. */
export function namesOf({ subjectAltNames }: Certificate): string | undefined {
  if (!subjectAltNames?.length) return undefined;
  const labels: Readonly<Record<string, string>> = {
    dns: 'DNS',
    ip: 'IP Address',
    email: 'email',
    uri: 'URI',
  };
  return subjectAltNames.map(({ type, value }) => `${labels[type] ?? type}:${value}`).join(', ');
}

export function describe(certificate: Certificate): PeerCertificate {
  const names = namesOf(certificate);
  return {
    subject: subjectOf(certificate),
    issuer: issuerOf(certificate),
    notAfter: isoOf(certificate.notAfter),
    notBefore: isoOf(certificate.notBefore),
    ...(names === undefined ? {} : { names }),
  };
}

/** A date that no calendar has stays readable. */
function isoOf(time: number): string {
  return Number.isFinite(time) && Math.abs(time) < 8.64e15 ? new Date(time).toISOString() : 'unknown';
}

export function isRoot(certificate: Certificate): boolean {
  return isSelfSigned(certificate, nodeCrypto);
}

export function isSame(a: Certificate, b: Certificate): boolean {
  return Buffer.from(a.der).equals(b.der);
}
