import type { Certificate } from '../core/pem/model/certificate.ts';
import {
  children,
  hex,
  oidOf,
  readDer,
  sequence,
  signedHex,
  timeOf,
  contentOf,
  type Der,
} from '../core/pem/der/der.ts';
import { decoded } from '../core/pem/der/decoded.ts';

/** What an OCSP response says of a certificate (RFC 6960). */
export interface OcspFacts {
  readonly status: 'good' | 'revoked' | 'unknown' | 'expired' | 'unreadable' | 'missing' | 'try-later';
  /** ISO 8601; until when it may be used. */
  readonly nextUpdate?: string;
  readonly revokedAt?: string;
  /** Whether the server stapled it to the handshake, or a responder was asked. */
  readonly from: 'staple' | 'responder';
}

interface Answer {
  readonly serial: string;
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revokedAt?: number;
  readonly nextUpdate?: number;
}

const basicResponse = '1.3.6.1.5.5.7.48.1.1';

function readAnswer(single: Der): Answer {
  const [certId, status, , ...rest] = sequence(single, 'an answer');
  const serial = sequence(certId, 'the certificate of an answer')[3];
  const next = rest.find(({ tag }) => tag === 0xa0);
  const until = next ? timeOf(children(next)[0]) : undefined;
  const kinds = { 0x80: 'good', 0xa1: 'revoked', 0x82: 'unknown' } as const;
  const kind = kinds[status?.tag as keyof typeof kinds] as Answer['status'] | undefined;
  return {
    serial: signedHex(serial),
    status: kind ?? 'unknown',
    ...(until === undefined ? {} : { nextUpdate: until }),
    ...(kind === 'revoked' && status ? { revokedAt: timeOf(children(status)[0]) } : {}),
  };
}

/** The answers of a successful response; empty for one that says "try later" and the like. */
function readResponse(der: Uint8Array): Answer[] {
  const [status, bytes] = sequence(readDer(der), 'the response');
  if (!status || hex(contentOf(status)) !== '00' || !bytes) return [];
  const [type, octets] = sequence(children(bytes)[0], 'the response bytes');
  if (oidOf(type) !== basicResponse || !octets) return [];
  const [data] = sequence(readDer(contentOf(octets)), 'the basic response');
  const list = sequence(data, 'the response data').find(({ tag }) => tag === 0x30);
  // responderId may be [1] or [2], producedAt is a time; the first SEQUENCE is the list of answers
  return list ? children(list).map(readAnswer) : [];
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

/** Reads a response for the first certificate of a chain. Never throws. */
function ocspFacts(der: Uint8Array, leaf: Certificate, from: OcspFacts['from'], now: number): OcspFacts {
  const read = decoded(() => readResponse(der));
  if (!read.ok) return { status: 'unreadable', from };
  const answer = read.value.find(({ serial }) => serial === leaf.serialNumber) ?? read.value[0];
  if (!answer) return { status: 'try-later', from };
  const { status, nextUpdate, revokedAt } = answer;
  const isOver = nextUpdate !== undefined && nextUpdate < now;
  return {
    status: isOver && status === 'good' ? 'expired' : status,
    from,
    ...(nextUpdate === undefined ? {} : { nextUpdate: iso(nextUpdate) }),
    ...(revokedAt === undefined ? {} : { revokedAt: iso(revokedAt) }),
  };
}

/** What a handshake had stapled; undefined where the TLS library did not say. */
export function stapleFacts(
  staple: Uint8Array | undefined,
  path: readonly Certificate[],
): OcspFacts | undefined {
  const [leaf] = path;
  if (!staple || !leaf) return undefined;
  return staple.length === 0
    ? { status: 'missing', from: 'staple' }
    : ocspFacts(staple, leaf, 'staple', Date.now());
}
