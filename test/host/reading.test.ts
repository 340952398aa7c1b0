import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeHost, waitingHost } from '../../server/src/host/node-host.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe.each([
  ['beside other work', nodeHost],
  ['at once', waitingHost],
])('read %s', (_, host) => {
  it('reads a file of as many bytes as the limit, and none of more', async () => {
    const folder = temporaryFolder({ a: 'x'.repeat(100), empty: '' });
    expect(await host.read(join(folder, 'a'), 100)).toMatchObject({
      state: 'present',
      bytes: new TextEncoder().encode('x'.repeat(100)),
    });
    expect(await host.read(join(folder, 'a'), 99)).toMatchObject({ state: 'unreadable' });
    expect(await host.read(join(folder, 'empty'), 99)).toMatchObject({
      state: 'present',
      bytes: new Uint8Array(),
    });
  });

  it('names the limit', async () => {
    const folder = temporaryFolder({ a: 'x'.repeat(70_000) });
    expect(await host.read(join(folder, 'a'), 64 * 1024)).toMatchObject({
      reason: 'is larger than 64 KB, and such files are not read',
    });
  });

  it
    .skipIf(process.platform !== 'linux')
    .each([
      '/dev/zero',
      '/dev/stdin',
      '/proc/self/pagemap',
      '/proc/kmsg',
      '/proc/self/environ',
      '/proc/self/mem',
      '/sys/kernel/notes',
    ])('does not read %s, which never ends, waits, or is no file of a disk', async (path) => {
    if (!existsSync(path)) return;
    expect(await host.read(path, 1024)).toMatchObject({ state: 'unreadable' });
  });

  it.skipIf(process.platform === 'win32')('does not wait for the other end of a FIFO', async () => {
    const path = join(temporaryFolder(), 'fifo');
    expect(spawnSync('mkfifo', [path]).status).toBe(0);
    expect(await host.read(path, 1024)).toMatchObject({ reason: 'is not a regular file' });
  });
});
