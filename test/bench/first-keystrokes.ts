import { build } from 'esbuild';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { timing } from './measure.ts';
import { openDocument, type Opened } from './opened-document.ts';
import { typical } from './samples.ts';

const processes = 3;
const edits = 200;
/** Nobody types in the moment in which a file is opened. */
const pauseMs = 1_000;

/**
 * The first 200 edits of fresh processes, alternately with those of a server over the same library that answers eight fixed
 * diagnostics (fixed-server.ts): what is left of the ratio is our own work, run cold.
 */
export async function firstKeystrokes(
  root: string,
  ours: readonly string[],
  show: (name: string, value: number, unit: 'ms' | 'x' | 'MB') => void,
): Promise<void> {
  const outfile = join(root, '.cache', 'bench', 'fixed-server.js');
  await build({
    entryPoints: [join(root, 'test', 'bench', 'fixed-server.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    minify: true,
  });
  const samples: { ours: number[]; fixed: number[] } = { ours: [], fixed: [] };
  const memory: { ours: number[]; fixed: number[] } = { ours: [], fixed: [] };
  for (let count = 0; count < processes; count++) {
    const servers = {
      fixed: await open(root, [process.execPath, outfile, '--stdio']),
      ours: await open(root, ours),
    };
    await setTimeout(pauseMs);
    for (let run = 0; run < edits; run++) {
      for (const name of ['fixed', 'ours'] as const) {
        const start = performance.now();
        await servers[name].keystroke(run);
        samples[name].push(performance.now() - start);
      }
    }
    for (const name of ['fixed', 'ours'] as const) {
      memory[name].push(servers[name].server.memory());
      await servers[name].server.stop();
    }
  }
  const fixed = timing(samples.fixed).p50;
  show('37 lines, the first 200 edits: eight fixed diagnostics', fixed, 'ms');
  show(
    '37 lines, the first 200 edits: ratio to eight fixed diagnostics',
    timing(samples.ours).p50 / fixed,
    'x',
  );
  show('memory of the server with eight fixed diagnostics', timing(memory.fixed).p50, 'MB');
  show('memory of ours after them', timing(memory.ours).p50, 'MB');
}

function open(root: string, command: readonly string[]): Promise<Opened> {
  return openDocument(
    command,
    {},
    {
      uri: pathToFileURL(join(root, '.cache', 'mongod.conf')).href,
      languageId: 'mongod-conf',
      text: typical,
      pull: true,
    },
  );
}
