import { readSignatureAlgorithm } from '../der/algorithms.ts';
import { decoded, type Decoded } from '../der/decoded.ts';
import {
  bitsOf,
  children,
  contentOf,
  hex,
  oidOf,
  readDer,
  sequence,
  signedHex,
  tags,
  timeOf,
  wholeOf,
  type Der,
} from '../der/der.ts';
import { readName, type DistinguishedName } from '../der/name.ts';
import { writeDer, writeSequence } from '../der/write-der.ts';
import { decodeCertificate, type Certificate, type Signed } from './certificate.ts';
import type { CryptoPort } from './crypto-port.ts';

/** What a response says of one certificate. Times are milliseconds since the epoch. */
export interface OcspAnswer {
  /** As `Certificate.serialNumber`. */
  readonly serialNumber: string;
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revokedAt?: number;
  readonly thisUpdate: number;
  readonly nextUpdate?: number;
}

/** A successful response of an OCSP responder (RFC 6960). */
export interface OcspResponse extends Signed {
  /** Who signed: a name, or the hash of a key in hexadecimal. */
  readonly responder: { readonly name: DistinguishedName } | { readonly keyHash: string };
  readonly answers: readonly OcspAnswer[];
  /** Those that came with it, of the responder. */
  readonly certificates: readonly Certificate[];
}

const basicResponse = '1.3.6.1.5.5.7.48.1.1';

/** Decodes a response. Undefined for one that has no answer, such as "try later". Never throws. */
export function decodeOcspResponse(der: Uint8Array): Decoded<OcspResponse | undefined> {
  return decoded(() => {
    const [status, bytes] = sequence(readDer(der), 'the response');
    if (!status || hex(contentOf(status)) !== '00' || !bytes) return undefined;
    const [type, octets] = sequence(children(bytes)[0], 'the response bytes');
    return oidOf(type) === basicResponse && octets ? readBasic(contentOf(octets)) : undefined;
  });
}

function readBasic(bytes: Uint8Array): OcspResponse {
  const [data, algorithm, signature, certificates] = sequence(readDer(bytes), 'the basic response');
  // a version may stand before the responder, and times and extensions around the list of answers
  const fields = sequence(data, 'the response data').filter(({ tag }) => tag !== 0xa0);
  const list = fields.find(({ tag }) => tag === tags.sequence);
  return {
    toBeSigned: data ? wholeOf(data) : new Uint8Array(),
    signatureAlgorithm: readSignatureAlgorithm(algorithm),
    signature: bitsOf(signature),
    responder: readResponder(fields[0]),
    answers: list ? children(list).map(readAnswer) : [],
    certificates: certificates ? readCertificates(certificates) : [],
  };
}

function readResponder(element: Der | undefined): OcspResponse['responder'] {
  const inner = element ? children(element)[0] : undefined;
  if (element?.tag === 0xa1) return { name: readName(inner) };
  return { keyHash: inner ? hex(contentOf(inner)) : '' };
}

function readCertificates(element: Der): Certificate[] {
  return sequence(children(element)[0], 'the certificates').flatMap((each) => {
    const certificate = decodeCertificate(wholeOf(each));
    return certificate.ok ? [certificate.value] : [];
  });
}

function readAnswer(single: Der): OcspAnswer {
  const [certId, status, thisUpdate, ...rest] = sequence(single, 'an answer');
  const next = rest.find(({ tag }) => tag === 0xa0);
  const kinds = { 0x80: 'good', 0xa1: 'revoked', 0x82: 'unknown' } as const;
  const kind = kinds[status?.tag as keyof typeof kinds] as OcspAnswer['status'] | undefined;
  return {
    serialNumber: signedHex(sequence(certId, 'the certificate of an answer')[3]),
    status: kind ?? 'unknown',
    thisUpdate: timeOf(thisUpdate),
    ...(next ? { nextUpdate: timeOf(children(next)[0]) } : {}),
    ...(kind === 'revoked' && status ? { revokedAt: timeOf(children(status)[0]) } : {}),
  };
}

/** SHA-1 with its parameters absent, which all responders know (RFC 5019). */
const sha1 = writeSequence(writeDer(tags.oid, Uint8Array.of(0x2b, 0x0e, 0x03, 0x02, 0x1a)));

/** A request for one certificate, as PyMongo and the Go driver ask: without a nonce, so that answers can be cached. */
export function encodeOcspRequest(
  { der }: Certificate,
  issuer: Certificate,
  { hash }: Pick<CryptoPort, 'hash'>,
): Uint8Array {
  const fields = sequence(sequence(readDer(der), 'the certificate')[0], 'the certificate');
  const serial = fields.find(({ tag }) => tag === tags.integer);
  const certId = writeSequence(
    sha1,
    writeDer(tags.octetString, hash('sha1', issuer.subject.der)),
    writeDer(tags.octetString, hash('sha1', keyBits(issuer))),
    serial ? wholeOf(serial) : writeDer(tags.integer, Uint8Array.of(0)),
  );
  return writeSequence(writeSequence(writeSequence(writeSequence(certId))));
}

/** The public key itself, of which OCSP takes hashes. */
function keyBits({ publicKey }: Certificate): Uint8Array {
  return bitsOf(sequence(readDer(publicKey.der), 'the public key')[1]);
}

/** By which a responder may name itself: the hash of its key, in hexadecimal. */
export function responderKeyHash(certificate: Certificate, { hash }: Pick<CryptoPort, 'hash'>): string {
  return hex(hash('sha1', keyBits(certificate)));
}
