import type { LookupAddress } from 'node:dns';
import { isIP, type Socket } from 'node:net';
import { connect as connectTcp } from 'node:net';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import { connect as connectTls } from 'node:tls';
import { until } from './abort.ts';
import { ClosedError } from './failure.ts';
import type { Target } from './host-list.ts';

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
> & { readonly allowPartialTrustChain?: boolean };

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

/** Opens a TCP connection to the first of the addresses that answers. */
export async function dial(
  { host, port }: Target,
  addresses: readonly LookupAddress[],
  signal: AbortSignal,
): Promise<Socket> {
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
  return ready(socket, 'connect', signal);
}

/** What a handshake showed before it succeeded or failed. */
export interface HandshakeTrace {
  /** Whether the server asked for a client certificate; undefined where the TLS library does not tell. */
  certificateRequested?: boolean;
}

function noteRequest(socket: TLSSocket, trace: HandshakeTrace): void {
  // BoringSSL does not tell
  if (process.versions.electron !== undefined) return;
  // a client shares signature algorithms only with a server that asked for its certificate
  const algorithms = socket.getSharedSigalgs() as string[] | null;
  // absent where the connection ended before a handshake began
  if (algorithms) trace.certificateRequested = algorithms.length > 0;
}

/**
 * Shakes hands over an open connection. Never refuses the server's certificate itself: the verdict is in the socket's
 * `authorized` and `authorizationError`.
 */
export async function shakeHands(
  over: Socket,
  { host }: Target,
  settings: TlsSettings,
  signal: AbortSignal,
  trace: HandshakeTrace = {},
): Promise<TLSSocket> {
  const socket = connectTls({
    ...settings,
    socket: over,
    host,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    rejectUnauthorized: false,
  });
  const note = (): void => {
    noteRequest(socket, trace);
  };
  socket.once('secureConnect', note).once('error', note);
  try {
    return await ready(socket, 'secureConnect', signal);
  } catch (error) {
    over.destroy();
    throw error;
  }
}
