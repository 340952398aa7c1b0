import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authority } from '../support/certs.ts';
import { timing } from './measure.ts';

const runs = 20;

/** How long a program took, in milliseconds. */
interface Cost {
  readonly wall: number;
  /** Of the processor, user and system; NaN where there is no bash to tell. */
  readonly cpu: number;
}

/** Runs a program whose output goes to a file. */
function costOf(command: readonly string[], output: string): Cost {
  const start = performance.now();
  const { stderr } = spawnSync(
    'bash',
    ['-c', `TIMEFORMAT='%U %S'; time "$@" >"$0" 2>/dev/null`, output, ...command],
    { encoding: 'utf8' },
  );
  const wall = performance.now() - start;
  const [user, system] = /^([\d.]+) ([\d.]+)$/m.exec(stderr)?.slice(1).map(Number) ?? [];
  return { wall, cpu: 1000 * ((user ?? NaN) + (system ?? NaN)) };
}

/**
 * `lint one.conf` and `inspect one.pem` beside `node -e 0` and yamllint, alternately: with the package as it lies there, with a fresh
 * copy of it for each run, and without the code that V8 compiled when it was built, as another version of Node runs it. `dist` is what
 * the build made; `yamllint` is absent where it could not be had.
 */
export function commandLineStart(
  dist: string,
  yamllint: readonly string[] | undefined,
  show: (name: string, value: number, unit: 'ms' | 'x') => void,
): void {
  const folder = mkdtempSync(join(tmpdir(), 'mongodb-tls-bench-'));
  try {
    const conf = join(folder, 'mongod.conf');
    writeFileSync(conf, 'net:\n  bindIp: 127.0.0.1\nsecurity:\n  authorization: enabled\n');
    const pem = join(folder, 'one.pem');
    writeFileSync(pem, authority().combined);
    const programs = (source: string) => !/(?:server|extension|client)\.js$|\.vsix$/.test(source);
    for (let run = 0; run < runs; run++)
      cpSync(dist, join(folder, `copy-${run}`), { recursive: true, filter: programs });
    cpSync(dist, join(folder, 'plain'), {
      recursive: true,
      filter: (source) => programs(source) && !source.endsWith('.cache'),
    });
    const node = process.execPath;
    const lint = (of: string) => [node, join(of, 'cli.js'), 'lint', conf];
    const costs = alternately(
      {
        'node -e 0': () => [node, '-e', '0'],
        'lint one.conf': () => lint(dist),
        'lint one.conf, from a fresh copy': (run) => lint(join(folder, `copy-${run}`)),
        'lint one.conf, without the code cache': () => lint(join(folder, 'plain')),
        'inspect one.pem': () => [node, join(dist, 'cli.js'), 'inspect', pem],
        ...(yamllint && { 'yamllint one.conf': () => [...yamllint, conf] }),
      },
      join(folder, 'output'),
    );
    const [[, bare] = ['', { wall: NaN, cpu: NaN }]] = costs;
    show('node -e 0', bare.wall, 'ms');
    for (const [name, { wall, cpu }] of costs.slice(1)) {
      show(`${name}, ratio to node -e 0`, wall / bare.wall, 'x');
      show(`${name}, the same in processor time`, cpu / bare.cpu, 'x');
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The medians of commands that are run in turn. */
function alternately(
  commands: Readonly<Record<string, (run: number) => readonly string[]>>,
  output: string,
): [name: string, cost: Cost][] {
  const samples = Object.entries(commands).map(([name, command]) => ({ name, command, costs: [] as Cost[] }));
  for (let run = 0; run < runs; run++)
    for (const { command, costs } of samples) costs.push(costOf(command(run), output));
  return samples.map(({ name, costs }) => [
    name,
    { wall: timing(costs.map(({ wall }) => wall)).p50, cpu: timing(costs.map(({ cpu }) => cpu)).p50 },
  ]);
}
