import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { costOf, timing } from './measure.ts';

/** A log as a server of 4.4 or later writes it, large enough that the start of a program does not count, and no larger. */
const megabytes = 256;
/** jq takes long: it gets that much. */
const megabytesForJq = 32;
const linesAtOnce = 2_000;
const runs = 3;

/**
 * `log` of a large log beside `grep` for the ids of a few messages and `jq -c` for one, each in turn. The file is in the page
 * cache, so that all read it as fast as memory gives it.
 */
export async function largeLog(
  dist: string,
  show: (name: string, value: number, unit: 'MB/s' | 'MB') => void,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mongodb-tls-bench-'));
  try {
    const [log, short] = [join(folder, 'mongod.log'), join(folder, 'short.log')];
    write(log, megabytes);
    write(short, megabytesForJq);
    const ours = [process.execPath, join(dist, 'cli.js'), 'log', '--format', 'json', log];
    const grep = ['grep', '-cE', '"id":(22988|23255|23256|23838|5286307)', log];
    const seconds = { ours: [] as number[], grep: [] as number[] };
    let memory = Number.NaN;
    for (let run = 0; run < runs; run++) {
      const cost = await costOf(ours);
      seconds.ours.push(cost.seconds);
      memory = cost.memory;
      seconds.grep.push((await costOf(grep)).seconds);
    }
    show(`log of ${megabytes} MB`, megabytes / timing(seconds.ours).p50, 'MB/s');
    show(`log of ${megabytes} MB: the most memory`, memory, 'MB');
    show('grep for five ids in it', megabytes / timing(seconds.grep).p50, 'MB/s');
    if (spawnSync('jq', ['--version']).status === 0) {
      const cost = await costOf(['jq', '-c', 'select(.id == 23256)', short]);
      show(`jq -c for one id, in ${megabytesForJq} MB of it`, megabytesForJq / cost.seconds, 'MB/s');
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(path: string, size: number): void {
  const file = openSync(path, 'w');
  try {
    let written = 0;
    for (let first = 0; written < size * 1024 * 1024; first += linesAtOnce)
      written += writeSync(file, Array.from({ length: linesAtOnce }, (_, at) => line(first + at)).join(''));
  } finally {
    closeSync(file);
  }
}

/** What stands in every line, of which one in a thousand is about TLS. */
function line(at: number): string {
  const connection = at - (at % 8);
  const remote = `10.0.${(connection >> 8) % 256}.${(connection >> 3) % 256}:${40_000 + (connection % 20_000)}`;
  const time = new Date(Date.UTC(2026, 10, 30) + at * 7).toISOString().replace('Z', '+00:00');
  const [id, component, context, message, attributes] = event(at, connection);
  const attr = JSON.stringify({ remote, ...attributes });
  return `{"t":{"$date":"${time}"},"s":"I",  "c":"${component}",  "id":${id},   "ctx":"${context}","msg":"${message}","attr":${attr}}\n`;
}

type Event = [id: number, component: string, context: string, message: string, attributes: object];

function event(at: number, connection: number): Event {
  const context = `conn${connection}`;
  if (at % 1000 === 6)
    return [23838, 'NETWORK', context, 'Connection is not using TLS', { connectionId: connection }];
  if (at % 100 === 6)
    return [
      5286306,
      'ACCESS',
      context,
      'Successfully authenticated',
      { mechanism: 'SCRAM-SHA-256', user: 'app' },
    ];
  if (at % 8 === 0)
    return [
      22943,
      'NETWORK',
      'listener',
      'Connection accepted',
      { connectionId: connection, connectionCount: 80 },
    ];
  if (at % 8 === 1)
    return [
      51800,
      'NETWORK',
      context,
      'client metadata',
      { doc: { driver: { name: 'nodejs', version: '6.3.0' } } },
    ];
  if (at % 8 === 7)
    return [22944, 'NETWORK', context, 'Connection ended', { connectionId: connection, connectionCount: 79 }];
  const command = {
    find: 'orders',
    filter: { customer: at, state: 'open' },
    sort: { created: -1 },
    limit: 50,
  };
  const locks = {
    Global: { acquireCount: { r: 3 } },
    FeatureCompatibilityVersion: { acquireCount: { r: 3 } },
  };
  const cost = {
    keysExamined: at % 5000,
    docsExamined: at % 5000,
    nreturned: 50,
    reslen: 18_443,
    cpuNanos: 1_842_367,
  };
  const query = { ns: 'shop.orders', command, planSummary: 'IXSCAN { customer: 1 }', ...cost, locks };
  return [
    51803,
    'COMMAND',
    context,
    'Slow query',
    { type: 'command', ...query, durationMillis: 100 + (at % 900) },
  ];
}
