import { afterEach, describe, expect, it } from 'vitest';
import { cluster, RotationSession, uris } from '../support/rotation-session.ts';

const session = new RotationSession();
afterEach(() => session.stop());

describe('a step of rotating keyfiles, reviewed and written', () => {
  it('shows of each file what it becomes, by fingerprints, and writes exactly that', async () => {
    const host = await session.start(cluster);
    const shown = await session.reviewed(uris, 'add');
    const [one] = (await session.plan('file:///work/m1/keyfile')).groups[0]?.files[0]?.fingerprints ?? [];
    const two = /- ([0-9a-f]{8}) {2}# new/.exec(shown.files[0]?.after ?? '')?.[1] ?? '';
    expect(shown.title).toBe('Step 1 of 3: add a new key');
    expect(
      shown.files.map(({ name, before, after }) => [name, before.split('\n'), after.split('\n')]),
    ).toEqual(
      [
        ['/etc/member2', '# Mode 0600', '# Named by m2/mongod.conf'],
        ['m1/keyfile', '# Mode 0400', '# Named by no configuration here'],
      ].map(([name, ...facts]) => [
        name,
        [...facts, `- ${String(one)}  # 11 characters; sent, accepted`, ''],
        [
          ...facts,
          `- ${String(one)}  # 11 characters; sent, accepted`,
          `- ${two}  # new; 1024 characters; accepted`,
          '',
        ],
      ]),
    );
    expect(host.text('/work/m1/keyfile')).toBe('my secret key\n');
    expect((await session.write(shown.id)).message).toBe(
      `Members go on with ${String(one)} and accept the new key ${two} too.`,
    );
    const [{ files } = { files: [] }] = (await session.plan('file:///work/m1/keyfile')).groups;
    expect(files.map(({ fingerprints }) => fingerprints)).toEqual([
      [one, two],
      [one, two],
    ]);
  });

  it('keeps what a comment of a keyfile says to itself', async () => {
    const host = await session.start({ '/work/keyfile': '# before: oldsecret\nfirstkey # firstsecret\n' });
    const shown = await session.reviewed(['file:///work/keyfile'], 'add');
    expect(JSON.stringify(shown)).not.toMatch(/secret|firstkey/);
    await session.write(shown.id);
    expect(host.text('/work/keyfile')).toContain('# before: oldsecret\n');
  });

  it('says of a file that others can read that no server takes it', async () => {
    await session.start({ '/work/keyfile': { content: 'firstkey', mode: 0o644 } });
    const { files } = await session.reviewed(['file:///work/keyfile'], 'add');
    expect(files[0]?.after).toContain('# The keyfile is open to others (mode 0644)');
  });

  it('tells the order of restarts, and which keyfiles take no part and why', async () => {
    await session.start(
      {
        ...cluster,
        '/work/other.conf': 'security: {keyFile: /work/other.keyfile}',
        '/work/mongod.conf': 'security: {keyFile: other.keyfile}',
        '/work/m3/mongod.conf': 'security: {keyFile: /srv/keyfile}',
        '/work/m4/mongod.conf': 'security: {keyFile: /srv/keyfile}',
        '/work/m5/keyfile': '# none',
      },
      { configuration: { pathMap: { '/srv': '/work/local' } } },
    );
    const { overview } = await session.reviewed(uris, 'add');
    const other =
      (await session.plan('file:///work/other.keyfile')).groups[0]?.files[0]?.fingerprints[0] ?? '';
    expect(overview.split('\n').slice(2)).toEqual([
      '',
      '## Once the files are written',
      '1. Bring each keyfile to its member, to all members before the first restart.',
      expect.stringContaining('2. Restart the members one at a time: in a replica set the secondaries first'),
      '3. When all have restarted, run Rotate Keyfile again for the next step.',
      '',
      '## Not changed',
      '- local/keyfile of m3/mongod.conf, m4/mongod.conf is not here. Copy one of these files to it, or map its path with mongodbTls.pathMap.',
      '- m5/keyfile holds no key. If it is of this cluster, copy one of these files to it.',
      `- other.keyfile of mongod.conf holds none of these keys, but ${other}. If it is of this cluster, copy one of these files to it.`,
      '',
    ]);
  });

  it('puts back what was written where one file cannot be', async () => {
    const host = await session.start(cluster);
    host.unwritable.set('/work/m1/keyfile', 'could not be written: permission denied');
    const { done, message } = await session.write((await session.reviewed(uris, 'add')).id);
    expect(done).toBe(false);
    expect(message).toBe('/work/m1/keyfile could not be written: permission denied. Nothing was changed.');
    expect(host.text('/etc/member2')).toBe('- mysecretkey\n');
  });

  it('does not write over what is not saved', async () => {
    const host = await session.start(cluster);
    const { id } = await session.reviewed(uris, 'add');
    await session.client.open('/work/m1/keyfile', 'my secret key and more\n');
    const problem = 'm1/keyfile has unsaved changes; save or revert it first.';
    expect(await session.write(id)).toMatchObject({
      done: false,
      message: `${problem} Nothing was changed.`,
    });
    expect(await session.review(uris, 'add')).toEqual({ problem });
    expect(host.text('/etc/member2')).toBe('- mysecretkey\n');
  });

  it.each([
    ['has been changed', '/work/m1/keyfile', 'm1/keyfile', 'my secret key \n'],
    [
      'has been taken to the next step by another',
      '/etc/member2',
      '/etc/member2',
      '- mysecretkey\n- anotherkey\n',
    ],
  ])('writes nothing where a file %s since it was reviewed', async (_, path, name, text) => {
    const host = await session.start(cluster);
    const { id } = await session.reviewed(uris, 'add');
    host.write(path, text);
    expect(await session.write(id)).toMatchObject({
      done: false,
      message: `${name} has changed since it was reviewed. Nothing was changed. Run Rotate Keyfile again.`,
    });
    const before = { ...cluster, [path]: { content: text } };
    for (const file of ['/work/m1/keyfile', '/etc/member2'])
      expect(host.text(file)).toBe(before[file]?.content);
  });

  it('writes a review once, and none but the last', async () => {
    const host = await session.start(cluster);
    const first = await session.reviewed(uris, 'add');
    const second = await session.reviewed(uris, 'add');
    const refused = { done: false, message: expect.stringContaining('no longer known') as unknown };
    expect(await session.write(first.id)).toMatchObject(refused);
    expect((await session.write(second.id)).done).toBe(true);
    const written = host.text('/work/m1/keyfile');
    expect(await session.write(second.id)).toMatchObject(refused);
    expect(host.text('/work/m1/keyfile')).toBe(written);
  });

  it.each([
    ['a step that does not fit', ['file:///work/m1/keyfile'], 'switch', 'needs keyfiles with two keys'],
    ['files with other keys', ['file:///work/m1/keyfile', 'file:///work/other.keyfile'], 'add', 'same keys'],
    ['a file that is gone', ['file:///work/none'], 'add', 'could not be read'],
    ['what is not on a disk', ['vscode-vfs://github/keyfile'], 'add', 'is not on a disk'],
    ['no file at all', [], 'add', 'no keyfile'],
  ])('refuses %s', async (_, files, step, reason) => {
    const host = await session.start(cluster);
    expect(await session.review(files, step)).toEqual({
      problem: expect.stringContaining(reason) as unknown,
    });
    expect(host.text('/work/m1/keyfile')).toBe('my secret key\n');
  });
});
