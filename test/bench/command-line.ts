import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alternate } from './measure.ts';

const runs = 20;

function node(...args: readonly string[]): void {
  spawnSync(process.execPath, args, { stdio: 'ignore' });
}

/**
 * `lint one.conf` beside `node -e 0`, alternately: with the package as it lies there, with a fresh copy of it for each run, and without
 * the code that V8 compiled when it was built, as another version of Node runs it. `dist` is what the build made.
 */
export async function commandLineStart(
  dist: string,
  show: (name: string, value: number, unit: 'ms' | 'x') => void,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mongodb-tls-bench-'));
  try {
    const conf = join(folder, 'mongod.conf');
    writeFileSync(conf, 'net:\n  bindIp: 127.0.0.1\nsecurity:\n  authorization: enabled\n');
    const programs = (source: string) => !/(?:server|extension|client)\.js$|\.vsix$/.test(source);
    for (let run = 0; run < runs; run++)
      cpSync(dist, join(folder, `copy-${run}`), { recursive: true, filter: programs });
    cpSync(dist, join(folder, 'plain'), {
      recursive: true,
      filter: (source) => programs(source) && !source.endsWith('.cache'),
    });
    const lint = (of: string) => {
      node(join(of, 'cli.js'), 'lint', conf);
    };
    const times = await alternate(
      {
        bare: () => {
          node('-e', '0');
        },
        warm: () => {
          lint(dist);
        },
        cold: (run) => {
          lint(join(folder, `copy-${run}`));
        },
        plain: () => {
          lint(join(folder, 'plain'));
        },
      },
      runs,
    );
    show('node -e 0', times.bare.p50, 'ms');
    show('lint one.conf, warm', times.warm.p50, 'ms');
    show('lint one.conf, warm, ratio to node -e 0', times.warm.p50 / times.bare.p50, 'x');
    show('lint one.conf, from a fresh copy, ratio to node -e 0', times.cold.p50 / times.bare.p50, 'x');
    show('lint one.conf, without the code cache, ratio to node -e 0', times.plain.p50 / times.bare.p50, 'x');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
