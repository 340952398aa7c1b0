import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { nodeHost } from '../../server/src/host/node-host.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const key = (letter: string) => letter.repeat(1000);
const bytes = (text: string) => new TextEncoder().encode(text);

/**
 * A program that writes over one keyfile and makes another, again and again, or once where it is told to die before one of its
 * calls of the disk: then the number of that call is its second argument, and it says how many there were where it outlives them.
 */
const program = `
  import disk from 'node:fs/promises';
  import { nodeHost } from './node-host.ts';
  const [folder, fatal] = process.argv.slice(2);
  const key = (letter) => new TextEncoder().encode(letter.repeat(1000));
  const must = (problem) => { if (problem !== undefined) throw new Error(problem); };
  let calls = 0;
  const counted = (owner, name) => {
    const call = owner[name].bind(owner);
    owner[name] = async (...args) => {
      if (++calls === Number(fatal)) {
        // half of what is written may be there already
        if (name === 'writeFile') await call(...args.map((arg) => (ArrayBuffer.isView(arg) ? arg.subarray(0, 500) : arg)));
        process.kill(process.pid, 'SIGKILL');
      }
      const result = await call(...args);
      if (name === 'open') for (const step of ['chmod', 'chown', 'close', 'sync', 'utimes', 'writeFile']) counted(result, step);
      return result;
    };
  };
  const round = async (at) => {
    const { bytes } = await nodeHost.read(folder + '/keyfile', 5000);
    must(await nodeHost.replace(folder + '/keyfile', key(at % 2 ? 'a' : 'b'), { before: bytes }));
    await nodeHost.remove(folder + '/made');
    must(await nodeHost.create(folder + '/made', key('c'), 0o400));
  };
  (async () => {
    if (fatal !== undefined) {
      for (const name of ['chmod', 'link', 'mkdir', 'open', 'rename', 'rm', 'writeFile']) counted(disk, name);
      await round(0);
      process.stdout.write(String(calls));
      return;
    }
    for (let at = 0; ; at++) {
      await round(at);
      if (at === 0) process.stdout.write('ready');
    }
  })();`;

function writer(folder: string): string {
  const { outputFiles } = buildSync({
    stdin: { contents: program, resolveDir: resolve('server/src/host'), loader: 'js' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
  });
  const path = join(folder, 'writer.cjs');
  writeFileSync(path, outputFiles[0]?.contents ?? '');
  return path;
}

/** A folder with a keyfile for the program, and what must hold in it at any time. */
function keyfiles(): { folder: string; expectWhole: () => void; expectUsable: () => Promise<void> } {
  const folder = temporaryFolder({ keyfile: { content: key('a'), mode: 0o400 } });
  const path = join(folder, 'keyfile');
  const made = join(folder, 'made');
  return {
    folder,
    expectWhole: () => {
      expect([key('a'), key('b')]).toContain(readFileSync(path, 'utf8'));
      if (existsSync(made)) expect(readFileSync(made, 'utf8')).toBe(key('c'));
      for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    },
    expectUsable: async () => {
      const before = readFileSync(path);
      expect(await nodeHost.replace(path, bytes('new'), { before })).toBeUndefined();
      await nodeHost.remove(made);
      expect(await nodeHost.create(made, bytes('new'), 0o400)).toBeUndefined();
      expect(readdirSync(folder)).toEqual(['keyfile', 'made']);
    },
  };
}

describe('a program that writes keys loses nothing and leaves no key to others', { timeout: 600_000 }, () => {
  it('before whichever of its calls of the disk it is killed', async () => {
    const path = writer(temporaryFolder());
    let survived: string | undefined;
    for (let fatal = 1; survived === undefined; fatal++) {
      const { folder, expectWhole, expectUsable } = keyfiles();
      const { status, signal, stdout, stderr } = spawnSync(process.execPath, [path, folder, String(fatal)]);
      expect([status, signal], stderr.toString()).toEqual(signal === null ? [0, null] : [null, 'SIGKILL']);
      expectWhole();
      await expectUsable();
      if (signal === null) survived = stdout.toString();
    }
    // opened, written, given its mode, kept, closed, linked, renamed, cleared away, and the like for the new one
    expect(Number(survived)).toBeGreaterThan(15);
  });

  it('however often it is killed in the middle of one', async () => {
    const path = writer(temporaryFolder());
    const killings = async (count: number): Promise<void> => {
      const { folder, expectWhole, expectUsable } = keyfiles();
      for (let round = 0; round < count; round++) {
        const child = spawn(process.execPath, [path, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
        const [begun] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])) as unknown[];
        expect(begun).toBeInstanceOf(Buffer);
        // how far it is by then nobody knows
        await new Promise((done) => setTimeout(done, (round * 7) % 50));
        child.kill('SIGKILL');
        const [code] = (await once(child, 'exit')) as [number | null];
        expect(code).toBeNull();
        expectWhole();
      }
      await expectUsable();
    };
    await Promise.all(Array.from({ length: 4 }, () => killings(12)));
  });
});
