import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeHost } from '../../server/src/host/node-host.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('the names in a folder', () => {
  it('are those of files and links, not of folders and what is in them', async () => {
    const folder = temporaryFolder({ 'a.pem': '', 'below/b.pem': '' });
    mkdirSync(join(folder, 'empty'));
    symlinkSync('../archive/c.pem', join(folder, 'c.pem'));
    expect((await nodeHost.namesIn(folder, 10)).sort()).toEqual(['a.pem', 'c.pem']);
  });

  it('are as many as wanted at most, and none where there is no folder', async () => {
    const folder = temporaryFolder({ a: '', b: '', c: '' });
    expect(await nodeHost.namesIn(folder, 2)).toHaveLength(2);
    expect(await nodeHost.namesIn(join(folder, 'a'), 10)).toEqual([]);
    expect(await nodeHost.namesIn(join(folder, 'none'), 10)).toEqual([]);
  });
});
