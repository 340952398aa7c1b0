import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../server/src/host/host.ts';
import { nodeHost } from '../../server/src/host/node-host.ts';
import { replaceAll } from '../../server/src/make/write-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const names = ['m1', 'm2', 'm3'];

/** Three keyfiles on the disk, and a host whose writings fail that `fails` says, told their path and how often they came. */
function members(fails: (name: string, writing: number) => boolean) {
  const folder = temporaryFolder(
    Object.fromEntries(names.map((name) => [name, { content: `old ${name}`, mode: 0o400 }])),
  );
  const writings = new Map<string, number>();
  const host: Pick<Host, 'read' | 'replace'> = {
    ...nodeHost,
    replace: (path, bytes, how) => {
      const count = (writings.get(path) ?? 0) + 1;
      writings.set(path, count);
      return fails(path.slice(folder.length + 1), count)
        ? Promise.resolve('could not be written: the disk is full')
        : nodeHost.replace(path, bytes, how);
    },
  };
  const changes = names.map((name) => ({
    path: join(folder, name),
    bytes: new TextEncoder().encode(`old ${name}`),
    text: `new ${name}`,
  }));
  const texts = () => names.map((name) => readFileSync(join(folder, name), 'utf8'));
  const modes = () => names.map((name) => statSync(join(folder, name)).mode & 0o777);
  return { folder, host, changes, texts, modes };
}

describe('replaceAll', () => {
  it('writes all files and keeps their modes', async () => {
    const { folder, host, changes, texts, modes } = members(() => false);
    expect(await replaceAll(host, changes)).toBeUndefined();
    expect(texts()).toEqual(['new m1', 'new m2', 'new m3']);
    expect(modes()).toEqual([0o400, 0o400, 0o400]);
    expect(readdirSync(folder)).toEqual(names);
  });

  it.each(names)('puts back what was written before where %s cannot be', async (failing) => {
    const { folder, host, changes, texts, modes } = members((name) => name === failing);
    expect(await replaceAll(host, changes)).toBe(
      `${join(folder, failing)} could not be written: the disk is full. Nothing was changed.`,
    );
    expect(texts()).toEqual(['old m1', 'old m2', 'old m3']);
    expect(modes()).toEqual([0o400, 0o400, 0o400]);
    expect(readdirSync(folder)).toEqual(names);
  });

  it('names the files that could not be put back either', async () => {
    const { folder, host, changes, texts } = members((name, writing) => name === 'm3' || writing === 2);
    expect(await replaceAll(host, changes)).toBe(
      `${join(folder, 'm3')} could not be written: the disk is full. These were changed already and could not be put back: ${join(folder, 'm1')}, ${join(folder, 'm2')}.`,
    );
    expect(texts()).toEqual(['new m1', 'new m2', 'old m3']);
  });

  it('does not write over a file that has changed since it was read, and puts back the others', async () => {
    const { folder, host, changes, texts } = members(() => false);
    await nodeHost.replace(join(folder, 'm2'), new TextEncoder().encode('mine'), { mode: 0o400 });
    expect(await replaceAll(host, changes)).toBe(
      `${join(folder, 'm2')} has changed in the meantime. Nothing was changed.`,
    );
    expect(texts()).toEqual(['old m1', 'mine', 'old m3']);
  });
});
