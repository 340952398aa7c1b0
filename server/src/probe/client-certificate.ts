import { chainOf, clientAuth, day, isSelfSigned, purposes, rfc2253 } from './certificates.ts';
import type { TlsInputs } from './check-files.ts';
import type { DiagnosisCode } from './report.ts';

export interface Refusal {
  readonly code: DiagnosisCode;
  readonly specific: string;
}

/**
 * Why a server may refuse this client certificate, as far as the certificate itself tells. mongod only closes the connection:
 * the reason stands in its log alone.
 */
export function refusalOf({ clientCertificate: leaf, clientChain, caCertificates }: TlsInputs): Refusal {
  if (!leaf)
    return {
      code: 'client-certificate-required',
      specific: 'The server asked for a client certificate and got none.',
    };
  const subject = rfc2253(leaf.subject);
  const now = new Date();
  if (new Date(leaf.validTo) < now)
    return {
      code: 'client-certificate-expired',
      specific: `Your certificate ${subject} expired on ${day(leaf.validTo)}.`,
    };
  if (new Date(leaf.validFrom) > now)
    return {
      code: 'client-certificate-expired',
      specific: `Your certificate ${subject} is valid from ${day(leaf.validFrom)} on.`,
    };
  const uses = purposes(leaf);
  if (uses && !uses.includes(clientAuth))
    return {
      code: 'client-certificate-wrong-purpose',
      specific: `The extended key usage of your certificate ${subject} lacks clientAuth (${clientAuth}).`,
    };
  const top = chainOf(leaf, [...clientChain, ...caCertificates]).at(-1) ?? leaf;
  if (!isSelfSigned(top) || !caCertificates.some((ca) => ca.raw.equals(top.raw)))
    return {
      code: 'client-certificate-unknown-ca',
      specific: `Your certificate ${subject} was issued by ${rfc2253(leaf.issuer)}, which is not the authority of tlsCAFile; the server most likely trusts only the latter.`,
    };
  return {
    code: 'unknown',
    specific: `The server asked for a client certificate, got ${subject}, and closed the connection without a reason. The certificate is within its dates, fit for clients and issued by an authority of tlsCAFile. So the server's own CAFile lacks that authority, or its CRLFile revokes the certificate; mongod's log says which ("SSL peer certificate validation failed").`,
  };
}
