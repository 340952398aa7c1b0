import type { Certificate } from '../model/certificate.ts';
import type { CryptoPort } from '../model/crypto-port.ts';
import { responderKeyHash, type OcspAnswer, type OcspResponse } from '../model/ocsp.ts';
import { hasIssued, isSignedBy } from './chain.ts';

/** What a response is worth for a certificate. */
export type OcspVerdict =
  | { readonly state: 'answer'; readonly answer: OcspAnswer }
  /** Its answers are for other certificates. */
  | { readonly state: 'other-certificate' }
  /** The issuer did not sign it, nor anybody whom the issuer lets answer. */
  | { readonly state: 'unverified' }
  /** It is past its next update, or from the future. */
  | { readonly state: 'out-of-date'; readonly answer: OcspAnswer };

/**
 * Judges a response as PyMongo (ocsp_support.py) and the Go driver (ocsp.go) do: the signature is of the issuer or of one whose
 * certificate the issuer signed for OCSP (RFC 6960, section 4.2.2.2), the answer is for this certificate, and it holds now.
 */
export function judgeOcsp(
  response: OcspResponse,
  leaf: Certificate,
  issuer: Certificate,
  { crypto, now }: { readonly crypto: CryptoPort; readonly now: number },
): OcspVerdict {
  const answer = response.answers.find(({ serialNumber }) => serialNumber === leaf.serialNumber);
  if (!answer) return { state: 'other-certificate' };
  const signer = signerOf(response, issuer, crypto);
  if (!signer || isSignedBy(response, signer.publicKey, crypto) === false) return { state: 'unverified' };
  const { thisUpdate, nextUpdate = Infinity } = answer;
  return thisUpdate > now || nextUpdate < now
    ? { state: 'out-of-date', answer }
    : { state: 'answer', answer };
}

/** The certificate of who says to have signed, if it may. */
function signerOf(
  { responder, certificates }: OcspResponse,
  issuer: Certificate,
  crypto: CryptoPort,
): Certificate | undefined {
  const isNamed = (certificate: Certificate): boolean =>
    'name' in responder
      ? responder.name.comparable === certificate.subject.comparable
      : responder.keyHash === responderKeyHash(certificate, crypto);
  if (isNamed(issuer)) return issuer;
  return certificates.find(
    (certificate) =>
      isNamed(certificate) &&
      certificate.extendedKeyUsage?.some(({ name }) => name === 'OCSPSigning') === true &&
      hasIssued(issuer, certificate, crypto),
  );
}
