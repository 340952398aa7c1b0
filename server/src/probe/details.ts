import { Duplex } from 'node:stream';
import type { MongoClient } from 'mongodb';
import { readDer } from '../core/pem/der/der.ts';
import { decoded } from '../core/pem/der/decoded.ts';
import { readableName, readName } from '../core/pem/der/name.ts';
import { dial, shakeHands, type Way } from './dial.ts';
import { until, within } from './limit.ts';
import type { WireResult } from './host-log.ts';
import type { TlsFacts } from './report.ts';
import { askResponders } from './responder.ts';
import { acceptedProtocols } from './second-look.ts';
import type { WirePlan } from './wire-plan.ts';

/** How long each further look may take, in milliseconds. */
const patience = 3000;

/** The handshake messages of a TLS 1.2 server, put together from its records, which are not encrypted until it has finished. */
function handshakeMessages(bytes: Buffer): { type: number; body: Buffer }[] {
  const parts: Buffer[] = [];
  for (let at = 0; at + 5 <= bytes.length;) {
    const length = bytes.readUInt16BE(at + 3);
    // handshake; a change of cipher ends what can be read
    if (bytes[at] !== 22) break;
    parts.push(bytes.subarray(at + 5, at + 5 + length));
    at += 5 + length;
  }
  const all = Buffer.concat(parts);
  const messages: { type: number; body: Buffer }[] = [];
  for (let at = 0; at + 4 <= all.length;) {
    const length = all.readUIntBE(at + 1, 3);
    messages.push({ type: all[at] ?? 0, body: all.subarray(at + 4, at + 4 + length) });
    at += 4 + length;
  }
  return messages;
}

/** The names in a CertificateRequest (RFC 5246, section 7.4.4). */
function authoritiesIn(body: Buffer): string[] {
  const types = body[0] ?? 0;
  const algorithms = body.readUInt16BE(1 + types);
  let at = 1 + types + 2 + algorithms + 2;
  const names: string[] = [];
  while (at + 2 <= body.length) {
    const length = body.readUInt16BE(at);
    const name = decoded(() => readName(readDer(body.subarray(at + 2, at + 2 + length))));
    if (name.ok) names.push(readableName(name.value));
    at += 2 + length;
  }
  return names;
}

const certificateRequest = 13;

/** Whose client certificates a server asks for: visible in TLS 1.2 only, since TLS 1.3 encrypts the question. */
async function requestedAuthorities(
  way: Way,
  plan: WirePlan,
  signal: AbortSignal,
): Promise<readonly string[] | 'not visible'> {
  const chunks: Buffer[] = [];
  try {
    await within(signal, patience, async (limit) => {
      const socket = await dial(way, limit);
      // the TLS library reads from this instead of the socket, so that the bytes are seen on the way
      const seen = new Duplex({
        read: () => socket.resume(),
        write: (chunk: Buffer, _encoding, done) => socket.write(chunk, done),
        final: (done) => socket.end(done),
      });
      socket.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (!seen.push(chunk)) socket.pause();
      });
      socket.on('end', () => seen.push(null)).on('error', () => seen.destroy());
      const settings = { ...plan.settings, maxVersion: 'TLSv1.2' } as const;
      try {
        const open = await shakeHands(seen, way.target, settings, limit);
        open.destroy();
      } finally {
        socket.destroy();
      }
    });
  } catch {
    // a handshake that fails has shown the question nevertheless
  }
  const read = decoded(() => handshakeMessages(Buffer.concat(chunks)));
  if (!read.ok || read.value.length === 0) return 'not visible';
  const request = read.value.find(({ type }) => type === certificateRequest);
  return request ? authoritiesIn(request.body) : [];
}

/** What takes further connections to find out of a server with TLS: to it, and to who answers for its certificate. */
export async function tlsDetails(
  way: Way,
  { path, tls }: Pick<WireResult, 'path' | 'tls'>,
  plan: WirePlan,
  signal: AbortSignal,
): Promise<Partial<TlsFacts>> {
  // nobody is told of a certificate that nobody here trusts, and none of its addresses is dialled
  const isAsked =
    tls?.verifiedChain !== undefined && (tls.ocsp === undefined || tls.ocsp.status === 'missing');
  const [protocols, authorities, ocsp] = await Promise.all([
    acceptedProtocols({ ...way, signal, patience }, plan.settings),
    requestedAuthorities(way, plan, signal),
    isAsked ? askResponders(path, plan.resolver, signal) : undefined,
  ]);
  return { protocols, requestedAuthorities: authorities, ...(ocsp ? { ocsp } : {}) };
}

/** The exact mode and the authentication of the cluster, where this user may read them; empty otherwise. */
export async function serverSettings(
  client: MongoClient,
  signal: AbortSignal,
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of ['tlsMode', 'clusterAuthMode']) {
    try {
      const answer = await until(client.db('admin').command({ getParameter: 1, [name]: 1 }), signal);
      const value: unknown = answer[name];
      if (typeof value === 'string') found[name] = value;
    } catch {
      // no right to read it, or no such parameter
      continue;
    }
  }
  return found;
}
