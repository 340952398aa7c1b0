import type { Socket } from 'node:net';
import { isIP } from 'node:net';
import { ClosedError } from './failure.ts';
import { until } from './limit.ts';

/** A SOCKS5 proxy (MongoDB specification "SOCKS5 support"). */
export interface Proxy {
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password?: string;
}

/** The proxy did not open the way; the message names the reason and no secret. */
class ProxyError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const replies: Readonly<Record<number, string>> = {
  1: 'general failure',
  2: 'not allowed by its rules',
  3: 'network unreachable',
  4: 'host unreachable',
  5: 'connection refused',
  6: 'time to live expired',
  7: 'command not supported',
  8: 'kind of address not supported',
};

/** Reads so many bytes and puts back what came beyond them. */
async function read(socket: Socket, count: number, signal: AbortSignal): Promise<Buffer> {
  let received = Buffer.alloc(0);
  let stop = (): void => undefined;
  const work = new Promise<Buffer>((resolve, reject) => {
    const onData = (chunk: Buffer): void => {
      received = Buffer.concat([received, chunk]);
      if (received.length < count) return;
      socket.pause();
      stop();
      if (received.length > count) socket.unshift(received.subarray(count));
      resolve(received.subarray(0, count));
    };
    const onClose = (): void => {
      stop();
      reject(new ClosedError('The proxy closed the connection.'));
    };
    stop = () => {
      socket.off('data', onData).off('close', onClose).off('end', onClose);
    };
    socket.on('data', onData).on('close', onClose).on('end', onClose).resume();
  });
  try {
    return await until(work, signal);
  } finally {
    stop();
  }
}

function addressOf(host: string): Buffer {
  const kind = isIP(host);
  if (kind === 4) return Buffer.from([1, ...host.split('.').map(Number)]);
  const name = Buffer.from(host, 'utf8').subarray(0, 255);
  return Buffer.concat([Buffer.from([3, name.length]), name]);
}

/** Asks a SOCKS5 proxy (RFC 1928, RFC 1929) on an open connection for the way to a host. Rejects with {@link ProxyError}. */
export async function openThrough(
  socket: Socket,
  proxy: Proxy,
  target: { readonly host: string; readonly port: number },
  signal: AbortSignal,
): Promise<void> {
  const { username, password } = proxy;
  socket.write(Buffer.from(username === undefined ? [5, 1, 0] : [5, 2, 0, 2]));
  const [version, method] = await read(socket, 2, signal);
  if (version !== 5)
    throw new ProxyError('SOCKS_NOT_A_PROXY', 'The host of proxyHost does not answer as a SOCKS5 proxy.');
  if (method === 2) {
    const user = Buffer.from(username ?? '', 'utf8');
    const pass = Buffer.from(password ?? '', 'utf8');
    socket.write(Buffer.concat([Buffer.from([1, user.length]), user, Buffer.from([pass.length]), pass]));
    const [, state] = await read(socket, 2, signal);
    if (state !== 0)
      throw new ProxyError(
        'SOCKS_LOGIN_REFUSED',
        'The SOCKS5 proxy refuses proxyUsername and proxyPassword.',
      );
  } else if (method !== 0) {
    throw new ProxyError(
      'SOCKS_LOGIN_NEEDED',
      'The SOCKS5 proxy wants a login; give proxyUsername and proxyPassword.',
    );
  }
  const port = Buffer.alloc(2);
  port.writeUInt16BE(target.port);
  socket.write(Buffer.concat([Buffer.from([5, 1, 0]), addressOf(target.host), port]));
  const [, reply = 0, , kind] = await read(socket, 4, signal);
  const rest = kind === 1 ? 4 : kind === 4 ? 16 : ((await read(socket, 1, signal))[0] ?? 0);
  await read(socket, rest + 2, signal);
  if (reply !== 0)
    throw new ProxyError(
      'SOCKS_REFUSED',
      `The SOCKS5 proxy could not open the connection: ${replies[reply] ?? `code ${reply}`}.`,
    );
}
