import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, it } from 'vitest';
import { Limit } from '../../server/src/probe/limit.ts';
import { probe } from '../../server/src/probe/probe.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const open: Server[] = [];
const sockets = new Set<Socket>();
async function serve(handle: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    handle(socket);
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
afterAll(() => {
  for (const server of open) server.close();
  for (const socket of sockets) socket.destroy();
});

/** A hello of 900 KB, of which a byte comes now and then. */
function drip(socket: Socket): void {
  const header = Buffer.alloc(16);
  header.writeInt32LE(900_000, 0);
  header.writeInt32LE(1, 12);
  socket.write(header);
  const timer = setInterval(() => socket.write('x'), 20);
  socket.on('close', () => {
    clearInterval(timer);
  });
}

describe('time limits', () => {
  it('stand when memory is collected', async () => {
    const limit = new Limit(new AbortController().signal, 300);
    const aborted = new Promise<string>((resolve) => {
      limit.signal.addEventListener('abort', () => {
        resolve((limit.signal.reason as Error).name);
      });
    });
    collect();
    expect(await aborted).toBe('TimeoutError');
  });

  it('end a test with a server that is silent, drips or talks nonsense', async () => {
    const ports = [
      await serve(() => undefined),
      await serve(drip),
      await serve((socket) => socket.write(Buffer.alloc(64, 0x20))),
    ];
    const collecting = setInterval(collect, 50);
    try {
      const attempts = ports.flatMap((port) =>
        ['', '?tls=true'].flatMap((query) =>
          Array.from({ length: 33 }, () =>
            probe(
              { uri: `mongodb://127.0.0.1:${port}/${query}`, options: {}, timeoutMs: 5000 },
              new AbortController().signal,
            ),
          ),
        ),
      );
      const reports = await Promise.all(attempts);
      expect(reports.filter(({ ok }) => ok)).toEqual([]);
      const codes = new Set(reports.map(({ diagnosis }) => diagnosis?.code));
      expect([...codes].sort()).toEqual(['connect-timeout', 'not-mongodb']);
    } finally {
      clearInterval(collecting);
    }
  });

  it.each([
    ['connectTimeoutMS=300', 'connectTimeoutMS=300 of the connection string ended the attempt'],
    ['serverSelectionTimeoutMS=300', 'then no answer came'],
  ])('of the connection string are kept: %s', async (option, sentence) => {
    const port = await serve(() => undefined);
    const { diagnosis } = await probe(
      { uri: `mongodb://127.0.0.1:${port}/?${option}`, options: {}, timeoutMs: 600_000 },
      new AbortController().signal,
    );
    expect(diagnosis?.code).toBe('connect-timeout');
    expect(diagnosis?.explanation).toContain(sentence);
  });
});
