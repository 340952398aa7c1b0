import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { main } from '../../server/src/cli.ts';
import { progressOn } from '../../server/src/cli/progress.ts';
import { nodeHost } from '../../server/src/host/node-host.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const clear = '\r\u001b[K';

/** A terminal of so many columns, and a clock that stands where it is set. */
function watched(columns = 80) {
  const clock = { now: 0 };
  const printed: string[] = [];
  const terminal = { columns, print: (text: string) => void printed.push(text) };
  return {
    clock,
    printed,
    terminal,
    progress: progressOn(
      () => terminal,
      () => clock.now,
    ),
  };
}

it('is shown where work takes long, not too often, in one line that goes away', () => {
  const { clock, printed, progress } = watched(8);
  const tell = (line: string) => {
    progress.tell(() => line);
  };
  tell('too early');
  progress.clear();
  expect(printed).toEqual([]);
  clock.now = 600;
  tell('one');
  tell('too soon after that');
  clock.now = 710;
  tell('longer than the terminal');
  expect(printed).toEqual([`\rone\u001b[K`, `\rlonger \u001b[K`]);
  progress.clear();
  progress.clear();
  expect(printed.slice(2)).toEqual([clear]);
});

async function lintWith(...args: string[]) {
  const { clock, printed, progress } = watched();
  let out = '';
  await main(['lint', ...args, '.'], {
    host: nodeHost,
    out: (text) => {
      // what is printed begins in an empty line
      if (printed.length > 0) expect(printed.at(-1)).toBe(clear);
      out += text;
    },
    err: () => undefined,
    progress: {
      tell: (line) => {
        clock.now += 1000;
        progress.tell(line);
      },
      clear: () => {
        progress.clear();
      },
    },
    stdin: () => Promise.resolve(new Uint8Array()),
    cwd: temporaryFolder({ 'a/mongod.conf': 'net:\n  prt: 1\n', 'b/mongod.conf': 'net:\n  port: 1\n' }),
  });
  expect(out).not.toBe('');
  return printed.join('');
}

it('lint tells what it has read and checked, unless nobody waits for it or a program reads the report', async () => {
  expect(await lintWith()).toContain('Read 2 files');
  expect(await lintWith()).toContain('Checked 1 of 2 files');
  expect(await lintWith('--quiet')).toBe('');
  for (const format of ['github', 'gitlab', 'junit', 'checkstyle', 'sarif'])
    expect(await lintWith('--format', format), format).toBe('');
});

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mongodb-tls-progress-'));
  buildSync({
    stdin: {
      contents: `import { runFromShell } from './server/src/cli.ts'; runFromShell();`,
      resolveDir: '.',
    },
    outfile: join(folder, 'cli.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['mongodb'],
  });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command with standard error on a pseudo terminal; passes on what is written to it, and standard input. */
const inTerminal = `
import os, pty, subprocess, sys
master, slave = pty.openpty()
child = subprocess.Popen(sys.argv[1:], stdin=0, stdout=subprocess.DEVNULL, stderr=slave)
os.close(slave)
while True:
    try:
        data = os.read(master, 4096)
    except OSError:
        break
    if not data:
        break
    os.write(1, data)
sys.exit(child.wait())
`;

it.skipIf(process.platform === 'win32')('is seen on a real terminal', async () => {
  const child = spawn('python3', ['-c', inTerminal, process.execPath, join(folder, 'cli.cjs'), 'log', '-']);
  let shown = '';
  const seen = new Promise<void>((resolve) => {
    child.stdout.on('data', (data: Buffer) => {
      shown += data.toString();
      if (shown.includes('Read 0 MB')) resolve();
    });
  });
  // more of the log arrives until something is shown
  const feeding = setInterval(() => child.stdin.write('one line\n'), 20);
  await seen;
  clearInterval(feeding);
  child.stdin.end();
  const [status] = (await once(child, 'close')) as [number];
  expect(status).toBe(0);
  expect(shown.endsWith(clear)).toBe(true);
});
