import { createServer, type AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { attemptIn, type Attempt } from '../support/tls-lab/attempt.ts';
import { labProblem, startLab, type Lab } from '../support/tls-lab/lab.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** `npm run soak` makes 500 tests, those of the repository a tenth. */
const count = process.env.npm_lifecycle_event === 'soak' ? 500 : 50;

/** Outcomes of every kind: connected, refused at each step, and ended from outside. */
function attempts({ ports, odd, backends }: Lab, silent: number): readonly [port: number, given: Attempt][] {
  return [
    [ports.requireTls, {}],
    [ports.requireTls, { details: true }],
    [ports.requireTls, { driver: 'pymongo' }],
    [ports.clientRequired, { key: 'client.pem' }],
    [ports.clientRequired, {}],
    [ports.requireTls, { ca: 'ca-other.pem' }],
    [ports.expired, {}],
    [ports.wrongHost, {}],
    [ports.requireTls, { tls: false }],
    [ports.plain, { tls: false }],
    [odd.closing, {}],
    [odd.http, { tls: false }],
    [silent, { timeoutMs: 60 }],
    [ports.requireTls, { ca: 'none.pem' }],
    [backends.secondary, { tls: false, query: '?directConnection=true' }],
  ];
}

/** Sockets, timers and watchers that keep the process alive, by their kinds. */
function open(): Record<string, number> {
  const found: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) found[kind] = (found[kind] ?? 0) + 1;
  return found;
}

const turn = (): Promise<void> => new Promise((done) => setTimeout(done, 20));

/** What is open once all that is about to end has ended. */
async function settled(wanted: Record<string, number>): Promise<Record<string, number>> {
  for (let round = 0; round < 150; round++) {
    const now = open();
    if (Object.entries(now).every(([kind, number]) => number <= (wanted[kind] ?? 0))) return now;
    await turn();
  }
  return open();
}

async function heap(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    collect();
    await turn();
  }
  return process.memoryUsage().heapUsed;
}

describe.skipIf(labProblem !== undefined)(
  `many tests of connections (${labProblem ?? String(count)})`,
  () => {
    it('leave no socket, no timer, no listener and no memory behind', { timeout: 900_000 }, async () => {
      const lab = await startLab();
      // it reads, so that its side of a connection ends with the client's
      const silent = createServer((socket) => socket.on('error', () => socket.destroy()).resume());
      await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
      try {
        const all = attempts(lab, (silent.address() as AddressInfo).port);
        const make = async (from: number, to: number): Promise<void> => {
          for (let at = from; at < to; at += 5)
            await Promise.all(
              all
                .slice(at % all.length)
                .concat(all)
                .slice(0, Math.min(5, to - at))
                .map(([port, given]) => attemptIn(lab, port, given)),
            );
        };
        // what is loaded and kept once
        await make(0, 2 * all.length);
        const before = await settled({});
        const listeners = process.eventNames().map((name) => [name, process.listenerCount(name)]);
        const used = await heap();
        await make(0, count);
        expect(await settled(before)).toEqual(before);
        expect(process.eventNames().map((name) => [name, process.listenerCount(name)])).toEqual(listeners);
        const grown = (await heap()) - used;
        process.stdout.write(
          `${String(count)} tests: the heap grew by ${String(Math.round(grown / 1024))} KiB\n`,
        );
        // less than a report each
        expect(grown).toBeLessThan(2 * 1024 * 1024 + count * 4096);
      } finally {
        silent.close();
        await lab.stop();
      }
    });
  },
);
