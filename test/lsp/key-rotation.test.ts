import { afterEach, describe, expect, it } from 'vitest';
import { keysOf } from '../support/keys-of.ts';
import { cluster, RotationSession, uris } from '../support/rotation-session.ts';

const session = new RotationSession();
afterEach(() => session.stop());

describe('rotating keyfiles', () => {
  it('goes from the old key to the new one in three steps on all members, and shows no key on the way', async () => {
    const host = await session.start(cluster);
    const sent: string[] = [];
    const step = async (expected: string): Promise<string> => {
      const { groups } = await session.plan('file:///work/m1/keyfile');
      sent.push(JSON.stringify(groups));
      const [group] = groups;
      expect(group?.files.map(({ uri }) => uri)).toEqual(uris);
      expect(group?.files[0]?.fingerprints).toEqual(group?.files[1]?.fingerprints);
      expect(group?.steps[0]?.step).toBe(expected);
      const shown = await session.reviewed(uris, expected);
      const result = await session.write(shown.id);
      expect(result.done, result.message).toBe(true);
      sent.push(JSON.stringify([shown, result]));
      return result.then.join(' ');
    };
    const keys = () => uris.map((uri) => keysOf(host.text(uri.slice('file://'.length))));

    expect(await step('add')).toContain('run Rotate Keyfile again');
    const fresh = keys()[0]?.[1] ?? '';
    expect(fresh).toMatch(/^[A-Za-z0-9+/]{1024}$/);
    expect(keys()).toEqual([
      ['mysecretkey', fresh],
      ['mysecretkey', fresh],
    ]);
    expect(await step('switch')).toContain('secondaries first');
    expect(keys()).toEqual([
      [fresh, 'mysecretkey'],
      [fresh, 'mysecretkey'],
    ]);
    expect(await step('drop')).toContain('the rotation is done');
    expect(keys()).toEqual([[fresh], [fresh]]);

    expect(host.text('/work/other.keyfile')).toBe('anotherkey');
    expect(host.files.get('/work/m1/keyfile')?.mode).toBe(0o400);
    const all = [...sent, ...session.client.logged].join('');
    expect(all).not.toContain('mysecretkey');
    expect(all).not.toContain(fresh.slice(0, 12));
  });

  it('offers both ways where no note tells the new key', async () => {
    await session.start({ '/work/keyfile': '- firstkey\n- secondkey\n' });
    const [group] = (await session.plan()).groups;
    const [one, two] = group?.files[0]?.fingerprints ?? [];
    expect(one).toMatch(/^[0-9a-f]{8}$/);
    expect(group?.steps.map(({ step, detail }) => ({ step, detail }))).toEqual([
      { step: 'switch', detail: `Members send the key ${String(two)} and still accept ${String(one)}.` },
      { step: 'drop', detail: `Only the key ${String(one)} is left.` },
    ]);
  });

  it('completes a step that not all members have, with the key that is there', async () => {
    const host = await session.start({
      '/work/a.keyfile': 'firstkey',
      '/work/b.keyfile': '- firstkey\n- secondkey\n',
    });
    const both = ['file:///work/a.keyfile', 'file:///work/b.keyfile'];
    expect((await session.plan()).groups[0]?.steps[0]?.step).toBe('add');
    const shown = await session.reviewed(both, 'add');
    expect(shown.files.map(({ before, after }) => before === after)).toEqual([false, true]);
    await session.write(shown.id);
    expect(keysOf(host.text('/work/a.keyfile'))).toEqual(['firstkey', 'secondkey']);
    expect(host.text('/work/b.keyfile')).toBe('- firstkey\n- secondkey\n');
  });

  it('puts files of one cluster together that are not a step apart, and says so', async () => {
    await session.start({
      '/work/a.keyfile': '- firstkey\n- thirdkey\n',
      '/work/b.keyfile': '- firstkey\n- secondkey\n',
    });
    expect((await session.plan()).groups).toMatchObject(
      [
        {
          files: [{ name: 'a.keyfile' }, { name: 'b.keyfile' }],
          steps: [],
          problem: /do not hold the same keys/,
        },
      ].map((group) => ({ ...group, problem: expect.stringMatching(group.problem) as unknown })),
    );
  });

  it('needs a server that takes two keys', async () => {
    await session.start({ '/work/keyfile': 'firstkey' }, { configuration: { mongodbVersion: '4.0' } });
    expect((await session.plan()).groups[0]?.problem).toContain('a rotation needs 4.2');
    expect(await session.review(['file:///work/keyfile'], 'add')).toEqual({
      problem: 'MongoDB 4.0 takes one key only; a rotation needs 4.2 or later.',
    });
  });

  it('goes by what a configuration that names the keyfile says of its server', async () => {
    await session.start({
      '/work/keyfile': 'firstkey',
      '/work/old/mongod.conf': '# mongodb-tls: version=4.0\nsecurity: {keyFile: /work/keyfile}\n',
    });
    expect((await session.plan()).groups[0]?.problem).toBe(
      'old/mongod.conf is for an older server. MongoDB 4.0 takes one key only; a rotation needs 4.2 or later.',
    );
  });

  it('finds a file once that a link leads to, and an open one that no folder has', async () => {
    const host = await session.start({
      '/work/keyfile': 'firstkey',
      '/work/mongod.conf': 'security: {keyFile: /link}',
    });
    host.write('/link', '-> /work/keyfile');
    host.write('/elsewhere/keyfile', 'firstkey');
    await session.client.open('/elsewhere/keyfile', 'firstkey');
    expect((await session.plan()).groups[0]?.files.map(({ name }) => name)).toEqual([
      '/elsewhere/keyfile',
      'keyfile',
    ]);
  });

  it('finds what configurations name by the path map, each file once', async () => {
    await session.start(
      {
        '/work/files/m1/keyfile.txt': 'firstkey',
        '/work/m1/mongod.conf': 'security: {keyFile: /etc/m1/keyfile.txt}',
        '/work/m1/mongos.conf': 'security: {keyFile: /work/files/m1/keyfile.txt}',
      },
      { configuration: { pathMap: { '/etc': '/work/files' } } },
    );
    const { files, overview } = await session.reviewed(['file:///work/files/m1/keyfile.txt'], 'add');
    expect(files.map(({ name, before }) => [name, before.match(/Named by .*/g)])).toEqual([
      ['files/m1/keyfile.txt', ['Named by m1/mongod.conf', 'Named by m1/mongos.conf']],
    ]);
    expect(overview).not.toContain('Not changed');
  });

  it('writes nothing in a workspace that is not trusted, and reads nothing outside of it', async () => {
    await session.start(cluster, { trusted: false });
    expect((await session.plan()).groups.flatMap(({ files }) => files.map(({ name }) => name))).toEqual([
      'm1/keyfile',
      'other.keyfile',
    ]);
    expect(await session.review(uris, 'add')).toEqual({
      problem: expect.stringContaining('not trusted') as unknown,
    });
    expect((await session.write('')).message).toContain('not trusted');
  });
});
