import { judgeOcsp } from '../core/pem/chain/ocsp-verdict.ts';
import type { Certificate } from '../core/pem/model/certificate.ts';
import { decodeOcspResponse, type OcspAnswer } from '../core/pem/model/ocsp.ts';
import { nodeCrypto } from '../host/node-crypto.ts';

/** What an OCSP response says of a certificate (RFC 6960). */
export interface OcspFacts {
  readonly status:
    | 'good'
    | 'revoked'
    | 'unknown'
    | 'expired'
    /** Nobody who may answer has signed it, or it is for another certificate. */
    | 'unverified'
    | 'unreadable'
    | 'missing'
    | 'try-later'
    /** The responder was asked in vain. */
    | 'no-answer';
  /** ISO 8601; until when it may be used. */
  readonly nextUpdate?: string;
  readonly revokedAt?: string;
  /** Whether the server stapled it to the handshake, or a responder was asked. */
  readonly from: 'staple' | 'responder';
  /** The address that was asked. */
  readonly responder?: string;
  /** One sentence; absent where the status says it all. */
  readonly why?: string;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

function datesOf({ nextUpdate, revokedAt }: OcspAnswer): Pick<OcspFacts, 'nextUpdate' | 'revokedAt'> {
  return {
    ...(nextUpdate === undefined ? {} : { nextUpdate: iso(nextUpdate) }),
    ...(revokedAt === undefined ? {} : { revokedAt: iso(revokedAt) }),
  };
}

/** Reads a response for the first certificate of a chain and checks who signed it. Never throws. */
export function ocspFacts(
  der: Uint8Array,
  [leaf, issuer]: readonly [leaf: Certificate, issuer?: Certificate],
  from: OcspFacts['from'],
  now: number,
): OcspFacts {
  const read = decodeOcspResponse(der);
  if (!read.ok) return { status: 'unreadable', from };
  if (!read.value) return { status: 'try-later', from };
  if (!issuer)
    return {
      status: 'unverified',
      from,
      why: "The issuer of the server's certificate is not here, so the signature cannot be checked.",
    };
  const verdict = judgeOcsp(read.value, leaf, issuer, { crypto: nodeCrypto, now });
  switch (verdict.state) {
    case 'answer':
      return { status: verdict.answer.status, from, ...datesOf(verdict.answer) };
    case 'out-of-date': {
      const isEarly = verdict.answer.thisUpdate > now;
      const why = isEarly ? 'It is from the future; compare the clocks.' : 'It is past its next update.';
      return { status: 'expired', from, ...datesOf(verdict.answer), why };
    }
    case 'other-certificate':
      return { status: 'unverified', from, why: 'It is for another certificate.' };
    case 'unverified':
      return {
        status: 'unverified',
        from,
        why: 'It is not signed by the issuer of the certificate, nor by a responder that the issuer authorised (OCSPSigning).',
      };
  }
}

/** What a handshake had stapled; undefined where the TLS library did not say. */
export function stapleFacts(
  staple: Uint8Array | undefined,
  path: readonly Certificate[],
): OcspFacts | undefined {
  const [leaf, issuer] = path;
  if (!staple || !leaf) return undefined;
  return staple.length === 0
    ? { status: 'missing', from: 'staple' }
    : ocspFacts(staple, issuer ? [leaf, issuer] : [leaf], 'staple', Date.now());
}

/** What a revoked certificate is worth telling of where this test connects all the same: one sentence, or none. */
export function ocspNotes(ocsp: OcspFacts | undefined): string[] {
  if (ocsp?.status !== 'revoked') return [];
  const who =
    ocsp.from === 'staple' ? 'The stapled OCSP answer' : `The OCSP responder ${ocsp.responder ?? ''}`.trim();
  const day = ocsp.revokedAt === undefined ? '' : ` on ${ocsp.revokedAt.slice(0, 10)}`;
  return [
    `${who} says that the server's certificate was revoked${day}: clients that check OCSP refuse it, and this test does not.`,
  ];
}
