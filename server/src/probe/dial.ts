import type { LookupAddress } from 'node:dns';
import { isIP, type Socket } from 'node:net';
import { connect as connectTcp } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ConnectionOptions, PeerCertificate, TLSSocket } from 'node:tls';
import { connect as connectTls } from 'node:tls';
import type { Certificate } from '../core/pem/model/certificate.ts';
import { certificateOf } from './certificates.ts';
import { ClosedError } from './failure.ts';
import type { Target } from './host-list.ts';
import { until } from './limit.ts';
import { openThrough, type Proxy } from './socks.ts';

/** The settings of a TLS client that a second look may change. */
export type TlsSettings = Pick<
  ConnectionOptions,
  | 'ca'
  | 'cert'
  | 'key'
  | 'passphrase'
  | 'crl'
  | 'minVersion'
  | 'maxVersion'
  | 'ciphers'
  | 'checkServerIdentity'
>;

/** Where to go: a host, its addresses, and the proxy on the way. */
export interface Way {
  readonly target: Target;
  /** Of the host; of the proxy where there is one. */
  readonly addresses: readonly LookupAddress[];
  readonly proxy?: Proxy;
}

/** Waits for an event of a socket; on an error, the end or an abort the socket is destroyed and the promise rejects. */
async function ready<S extends Socket>(socket: S, event: string, signal: AbortSignal): Promise<S> {
  const happened = new Promise<S>((resolve, reject) => {
    socket.once(event, () => {
      resolve(socket);
    });
    socket.once('error', reject);
    socket.once('close', () => {
      reject(new ClosedError('The connection was closed.'));
    });
  });
  try {
    return await until(happened, signal);
  } catch (error) {
    // nobody waits for what it may still report
    happened.catch(() => undefined);
    socket.on('error', () => socket.destroy());
    socket.destroy();
    throw error;
  }
}

/** Opens a TCP connection to the first of the addresses that answers, and through the proxy to the host. */
export async function dial({ target, addresses, proxy }: Way, signal: AbortSignal): Promise<Socket> {
  const { host, port } = proxy ?? target;
  const socket = connectTcp({
    host,
    port,
    noDelay: true,
    autoSelectFamily: true,
    lookup: (_name, options, callback) => {
      const [first] = addresses;
      if (options.all === true) callback(null, [...addresses]);
      else callback(null, first?.address ?? '', first?.family);
    },
  });
  await ready(socket, 'connect', signal);
  if (!proxy) return socket;
  const onError = (): void => {
    socket.destroy();
  };
  socket.on('error', onError);
  try {
    await openThrough(socket, proxy, target, signal);
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** What a handshake showed before it succeeded or failed. */
export interface HandshakeTrace {
  /** Whether the server asked for a client certificate; undefined where the TLS library does not tell. */
  certificateRequested?: boolean;
  /** The certificates as the server sent them, its own first. */
  sent?: readonly Certificate[];
  /** The first of them, as Node.js checks its names. */
  peer?: PeerCertificate;
  /** They were noted before the handshake was over, and with them what the client added. */
  isEarly?: boolean;
  /** The key exchange: `X25519`, `DH 2048`. */
  group?: string;
  /** The stapled OCSP response in DER; empty where the server has none. */
  staple?: Buffer;
}

/** The chain as it was sent. Node.js takes the chain apart as it hands it out, so it can be asked only once. */
function sentBy(socket: TLSSocket): Certificate[] {
  const sent: Certificate[] = [];
  let current = socket.getPeerX509Certificate();
  while (current && sent.length < 20) {
    const certificate = certificateOf(current.raw);
    if (certificate) sent.push(certificate);
    current = current.issuerCertificate;
  }
  return sent;
}

function groupOf(socket: TLSSocket): string | undefined {
  const info = socket.getEphemeralKeyInfo() as { type?: string; name?: string; size?: number } | null;
  if (info?.name !== undefined && info.name !== '') return info.name;
  return info?.type === undefined ? undefined : `${info.type} ${info.size ?? ''}`.trim();
}

function noteRequest(socket: TLSSocket, trace: HandshakeTrace): void {
  // BoringSSL does not tell
  if (process.versions.electron !== undefined) return;
  // a client shares signature algorithms only with a server that asked for its certificate
  const algorithms = socket.getSharedSigalgs() as string[] | null;
  // absent where the connection ended before a handshake began
  if (algorithms) trace.certificateRequested = algorithms.length > 0;
}

/** Notes what is visible, also of a handshake that failed: below TLS 1.3 the server's certificates came before. */
function note(socket: TLSSocket, trace: HandshakeTrace): void {
  if (trace.sent && !trace.isEarly) return;
  noteRequest(socket, trace);
  const peer = socket.getPeerCertificate() as PeerCertificate | null;
  if (!peer || Object.keys(peer).length === 0) return;
  trace.peer = peer;
  trace.sent = sentBy(socket);
  trace.isEarly = false;
  const group = groupOf(socket);
  if (group !== undefined) trace.group = group;
}

/**
 * In TLS 1.2 the keys come after the certificates, and a server may hang up before the handshake is over. Asks in a way that
 * leaves the chain to the TLS library as it is.
 */
function noteEarly(socket: TLSSocket, trace: HandshakeTrace, line: Buffer): void {
  if (trace.sent || !line.toString('latin1').startsWith('CLIENT_RANDOM')) return;
  noteRequest(socket, trace);
  const peer = socket.getPeerCertificate();
  if (Object.keys(peer).length === 0) return;
  const leaf = certificateOf(peer.raw);
  trace.peer = peer;
  trace.sent = leaf ? [leaf] : [];
  trace.isEarly = true;
}

/**
 * Shakes hands over an open connection. Never refuses the server's certificate itself: the verdict is in the socket's
 * `authorized` and `authorizationError`.
 */
export async function shakeHands(
  over: Duplex,
  { host }: Target,
  settings: TlsSettings,
  signal: AbortSignal,
  trace: HandshakeTrace = {},
): Promise<TLSSocket> {
  // the types of Node.js do not have it; without it no server staples
  const options: ConnectionOptions & { requestOCSP: boolean } = {
    ...settings,
    socket: over,
    host,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    rejectUnauthorized: false,
    requestOCSP: true,
  };
  const socket = connectTls(options);
  const look = (): void => {
    note(socket, trace);
  };
  socket.once('secureConnect', look).once('error', look);
  socket.on('keylog', (line: Buffer) => {
    noteEarly(socket, trace, line);
  });
  socket.once('OCSPResponse', (response: Buffer | null) => {
    trace.staple = response ?? Buffer.alloc(0);
  });
  try {
    return await ready(socket, 'secureConnect', signal);
  } catch (error) {
    over.destroy();
    throw error;
  }
}
