import { readFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** Servers whose behaviour haproxy cannot be told. */
export interface OddServers {
  /** Takes connections and never says a word. */
  readonly silent: number;
  /** Closes a connection at once. */
  readonly closing: number;
  /** Resets it when the client has said something. */
  readonly resetting: number;
  /** Answers anything with an HTTP error. */
  readonly http: number;
  /** As mongod: completes the handshake whatever the client's certificate is, and closes without an alert where it is none or wrong. */
  readonly mongodLike: number;
  /** Completes the handshake, asks for no certificate, and closes. */
  readonly closesAfterHandshake: number;
  /** Its certificate is signed with SHA-1. */
  readonly weak: number;
  /** Ends every handshake with the alert 80, as Atlas does for an address that is not on its list. */
  readonly alert80: number;
  readonly stop: () => void;
}

async function listen(server: Server, open: Server[]): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const tlsAlert80 = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x50]);

export async function startOddServers(certificates: string, backend: number): Promise<OddServers> {
  const open: Server[] = [];
  const sockets = new Set<Socket>();
  const plain = (serve: (socket: Socket) => void): Promise<number> =>
    listen(
      createServer((socket) => {
        sockets.add(socket);
        socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
        serve(socket);
      }),
      open,
    );
  const read = (name: string): string => readFileSync(join(certificates, name), 'utf8');
  const tls = (options: TlsOptions, admits: (authorized: boolean) => boolean): Promise<number> =>
    listen(
      createTlsServer({ cert: read('server.pem'), key: read('server.pem'), ...options }, (socket) => {
        sockets.add(socket);
        socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
        if (admits(socket.authorized)) {
          const upstream = connect(backend, '127.0.0.1').on('error', () => socket.destroy());
          socket.pipe(upstream).pipe(socket);
        } else socket.destroy();
      }).on('tlsClientError', (_error, socket) => socket.destroy()),
      open,
    );
  const weak = { cert: read('weak.pem'), key: read('weak.pem'), ciphers: 'DEFAULT@SECLEVEL=0' };
  return {
    silent: await plain(() => undefined),
    closing: await plain((socket) => socket.destroy()),
    resetting: await plain((socket) => socket.once('data', () => socket.resetAndDestroy())),
    http: await plain((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')),
    ),
    alert80: await plain((socket) => socket.once('data', () => socket.end(tlsAlert80))),
    mongodLike: await tls(
      { requestCert: true, rejectUnauthorized: false, ca: read('ca.pem'), crl: read('crl.pem') },
      (authorized) => authorized,
    ),
    closesAfterHandshake: await tls({}, () => false),
    weak: await tls(weak, () => true),
    stop: () => {
      for (const server of open) server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
