import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { expect, it } from 'vitest';
import { nodeHost } from '../../server/src/host/node-host.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const key = (letter: string) => letter.repeat(1000);
const bytes = (text: string) => new TextEncoder().encode(text);

/** A program that writes over one keyfile and makes another, again and again. */
function writer(folder: string): string {
  const { outputFiles } = buildSync({
    stdin: {
      contents: `
        import { nodeHost } from './node-host.ts';
        const [folder] = process.argv.slice(2);
        const key = (letter) => new TextEncoder().encode(letter.repeat(1000));
        const must = (problem) => { if (problem !== undefined) throw new Error(problem); };
        (async () => {
          for (let at = 0; ; at++) {
            const { bytes } = await nodeHost.read(folder + '/keyfile', 5000);
            must(await nodeHost.replace(folder + '/keyfile', key(at % 2 ? 'a' : 'b'), { before: bytes }));
            await nodeHost.remove(folder + '/made');
            must(await nodeHost.create(folder + '/made', key('c'), 0o400));
            if (at === 0) process.stdout.write('ready');
          }
        })();`,
      resolveDir: resolve('server/src/host'),
      loader: 'js',
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
  });
  const path = join(folder, 'writer.cjs');
  writeFileSync(path, outputFiles[0]?.contents ?? '');
  return path;
}

it('loses nothing and leaves no key to others however often it is killed', { timeout: 600_000 }, async () => {
  const program = writer(temporaryFolder());
  const killings = async (count: number): Promise<void> => {
    const folder = temporaryFolder({ keyfile: { content: key('a'), mode: 0o400 } });
    const path = join(folder, 'keyfile');
    for (let round = 0; round < count; round++) {
      const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      // how far it is by then nobody knows; the rounds together meet every step
      await new Promise((done) => setTimeout(done, (round * 7) % 50));
      child.kill('SIGKILL');
      const [code] = (await once(child, 'exit')) as [number | null];
      expect(code).toBeNull();
      expect([key('a'), key('b')]).toContain(readFileSync(path, 'utf8'));
      if (existsSync(join(folder, 'made'))) expect(readFileSync(join(folder, 'made'), 'utf8')).toBe(key('c'));
      for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    }
    const before = readFileSync(path);
    expect(await nodeHost.replace(path, bytes('new'), { before })).toBeUndefined();
    await nodeHost.remove(join(folder, 'made'));
    expect(await nodeHost.create(join(folder, 'made'), bytes('new'), 0o400)).toBeUndefined();
    expect(readdirSync(folder)).toEqual(['keyfile', 'made']);
  };
  await Promise.all(Array.from({ length: 4 }, () => killings(50)));
});
