import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { strict as assert } from 'node:assert';
import { endOf, root } from './processes.mjs';

const tests = {
  'npm start prints the address of the embedded VS Code, and Ctrl-C leaves nothing behind': async (
    folder,
  ) => {
    const start = startIn(folder, { DISPLAY: '', WAYLAND_DISPLAY: '' });
    const [address] = await start.says(/http:\/\/127\.0\.0\.1:\d+\/\S+/);
    const answer = await fetch(address);
    assert.match(await answer.text(), /vscode/);
    assert.equal(await start.interrupt(), 0);
    assert.deepEqual(leftovers(folder), []);
    await assert.rejects(fetch(address));
  },
  'npm start opens the desktop VS Code where there is one, and Ctrl-C closes it': async (folder) => {
    const seen = path.join(folder, 'seen');
    const code = path.join(folder, 'code');
    // it hands over to a process of its own, as the real one does
    writeFileSync(
      code,
      `#!/bin/sh\necho "$@" > ${seen}\nsetsid sh -c 'while :; do sleep 1; done' "$@" &\nwait\n`,
    );
    chmodSync(code, 0o755);
    const start = startIn(folder, { DISPLAY: ':0', PATH: `${folder}${path.delimiter}${process.env.PATH}` });
    await start.says(/VS Code opens/);
    while (!existsSync(seen) || readFileSync(seen, 'utf8') === '') await start.breath();
    assert.match(readFileSync(seen, 'utf8'), new RegExp(`--extensionDevelopmentPath=${root} \\S+/sample\\n`));
    assert.equal(await start.interrupt(), 0);
    assert.deepEqual(leftovers(folder), []);
  },
};

/** Runs `npm start` as a user would; gives the counts. */
export async function runStart() {
  let passed = 0;
  for (const [title, test] of Object.entries(tests)) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'mongodb-tls-start-'));
    try {
      await test(folder);
      passed++;
      console.log(`  ✓ ${title}`);
    } catch (error) {
      console.error(`  ✗ ${title}\n${error.message}`);
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  }
  return { passed, failed: Object.keys(tests).length - passed };
}

function startIn(folder, env) {
  const child = spawn(process.execPath, ['test/vscode/start.mjs'], {
    cwd: root,
    env: { ...process.env, TMPDIR: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const breath = () => new Promise((resolve) => setTimeout(resolve, 50));
  return {
    breath,
    says: async (wanted) => {
      const deadline = Date.now() + 180_000;
      while (!wanted.test(output)) {
        if (Date.now() > deadline) throw new Error(`It does not say ${wanted}.\n${output}`);
        if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}.\n${output}`);
        await breath();
      }
      return wanted.exec(output);
    },
    interrupt: () => {
      child.kill('SIGINT');
      return endOf(child);
    },
  };
}

/** Processes whose command line still names the folder. */
function leftovers(folder) {
  const { stdout } = spawnSync('ps', ['-Ao', 'args='], { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line.includes(folder));
}
