import { afterEach, describe, expect, it } from 'vitest';
import { CodeLensRequest, HoverRequest } from 'vscode-languageserver/node';
import { parseKeyFile } from '../../server/src/core/models/key-file.ts';
import {
  requests,
  type KeyRotationReview,
  type PlanKeyRotationResult,
  type ReviewKeyRotationResult,
  type RotateKeyfileResult,
} from '../../server/src/protocol.ts';
import { LspClient, type ClientOptions } from '../support/lsp-client.ts';
import { MemoryHost, type MemoryFile } from '../support/memory-host.ts';

let client: LspClient;
afterEach(() => client.stop());

async function start(
  files: Record<string, string | MemoryFile>,
  options: ClientOptions = {},
): Promise<MemoryHost> {
  const host = new MemoryHost(files);
  client = await LspClient.start({ host }, { trusted: true, commands: true, folders: ['/work'], ...options });
  return host;
}

const plan = (uri?: string): Promise<PlanKeyRotationResult> =>
  client.connection.sendRequest(requests.planKeyRotation, uri === undefined ? {} : { uri });
const review = (uris: readonly string[], step: string): Promise<ReviewKeyRotationResult> =>
  client.connection.sendRequest(requests.reviewKeyRotation, { uris, step });
const write = (id: string): Promise<RotateKeyfileResult> =>
  client.connection.sendRequest(requests.rotateKeyfile, { review: id });
/** A review of a step that can be taken. */
async function reviewed(uris: readonly string[], step: string): Promise<KeyRotationReview> {
  const result = await review(uris, step);
  if ('problem' in result) throw new Error(result.problem);
  return result;
}
const keysOf = (text: string) => parseKeyFile(text).yaml.keys.map((key) => key.reveal());

/** Two members of one cluster, whose key is written in two ways, and a keyfile of another. */
const cluster: Record<string, MemoryFile> = {
  '/work/m1/keyfile': { content: 'my secret key\n', mode: 0o400 },
  '/etc/member2': { content: '- mysecretkey\n', mode: 0o600 },
  '/work/other.keyfile': { content: 'anotherkey', mode: 0o400 },
  '/work/m2/mongod.conf': { content: 'security:\n  keyFile: /etc/member2\n' },
};
const uris = ['file:///etc/member2', 'file:///work/m1/keyfile'];

describe('rotating keyfiles', () => {
  it('goes from the old key to the new one in three steps on all members, and shows no key on the way', async () => {
    const host = await start(cluster);
    const sent: string[] = [];
    const step = async (expected: string): Promise<string> => {
      const { groups } = await plan('file:///work/m1/keyfile');
      sent.push(JSON.stringify(groups));
      const [group] = groups;
      expect(group?.files.map(({ uri }) => uri)).toEqual(uris);
      expect(group?.files[0]?.fingerprints).toEqual(group?.files[1]?.fingerprints);
      expect(group?.steps[0]?.step).toBe(expected);
      const shown = await reviewed(uris, expected);
      const result = await write(shown.id);
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
    const all = [...sent, ...client.logged].join('');
    expect(all).not.toContain('mysecretkey');
    expect(all).not.toContain(fresh.slice(0, 12));
  });

  it('shows of each file what it becomes, by fingerprints, and writes exactly that', async () => {
    const host = await start(cluster);
    const shown = await reviewed(uris, 'add');
    const [one] = (await plan('file:///work/m1/keyfile')).groups[0]?.files[0]?.fingerprints ?? [];
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
    expect((await write(shown.id)).message).toBe(
      `Members go on with ${String(one)} and accept the new key ${two} too.`,
    );
    const [{ files } = { files: [] }] = (await plan('file:///work/m1/keyfile')).groups;
    expect(files.map(({ fingerprints }) => fingerprints)).toEqual([
      [one, two],
      [one, two],
    ]);
  });

  it('keeps what a comment of a keyfile says to itself', async () => {
    const host = await start({ '/work/keyfile': '# before: oldsecret\nfirstkey # firstsecret\n' });
    const shown = await reviewed(['file:///work/keyfile'], 'add');
    expect(JSON.stringify(shown)).not.toMatch(/secret|firstkey/);
    await write(shown.id);
    expect(host.text('/work/keyfile')).toContain('# before: oldsecret\n');
  });

  it('says of a file that others can read that no server takes it', async () => {
    await start({ '/work/keyfile': { content: 'firstkey', mode: 0o644 } });
    const { files } = await reviewed(['file:///work/keyfile'], 'add');
    expect(files[0]?.after).toContain('# The keyfile is open to others (mode 0644)');
  });

  it('tells the order of restarts, and which keyfiles take no part and why', async () => {
    await start(
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
    const { overview } = await reviewed(uris, 'add');
    const other = (await plan('file:///work/other.keyfile')).groups[0]?.files[0]?.fingerprints[0] ?? '';
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

  it('offers both ways where no note tells the new key', async () => {
    await start({ '/work/keyfile': '- firstkey\n- secondkey\n' });
    const [group] = (await plan()).groups;
    const [one, two] = group?.files[0]?.fingerprints ?? [];
    expect(one).toMatch(/^[0-9a-f]{8}$/);
    expect(group?.steps.map(({ step, detail }) => ({ step, detail }))).toEqual([
      { step: 'switch', detail: `Members send the new key ${String(two)} and still accept ${String(one)}.` },
      { step: 'drop', detail: `Only the new key ${String(one)} is left.` },
    ]);
  });

  it('completes a step that not all members have, with the key that is there', async () => {
    const host = await start({
      '/work/a.keyfile': 'firstkey',
      '/work/b.keyfile': '- firstkey\n- secondkey\n',
    });
    const both = ['file:///work/a.keyfile', 'file:///work/b.keyfile'];
    expect((await plan()).groups[0]?.steps[0]?.step).toBe('add');
    const shown = await reviewed(both, 'add');
    expect(shown.files.map(({ before, after }) => before === after)).toEqual([false, true]);
    await write(shown.id);
    expect(keysOf(host.text('/work/a.keyfile'))).toEqual(['firstkey', 'secondkey']);
    expect(host.text('/work/b.keyfile')).toBe('- firstkey\n- secondkey\n');
  });

  it('puts files of one cluster together that are not a step apart, and says so', async () => {
    await start({
      '/work/a.keyfile': '- firstkey\n- thirdkey\n',
      '/work/b.keyfile': '- firstkey\n- secondkey\n',
    });
    expect((await plan()).groups).toMatchObject(
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
    await start({ '/work/keyfile': 'firstkey' }, { configuration: { mongodbVersion: '4.0' } });
    expect((await plan()).groups[0]?.problem).toContain('a rotation needs 4.2');
    expect(await review(['file:///work/keyfile'], 'add')).toEqual({
      problem: 'MongoDB 4.0 takes one key only; a rotation needs 4.2 or later.',
    });
  });

  it('goes by what a configuration that names the keyfile says of its server', async () => {
    await start({
      '/work/keyfile': 'firstkey',
      '/work/old/mongod.conf': '# mongodb-tls: version=4.0\nsecurity: {keyFile: /work/keyfile}\n',
    });
    expect((await plan()).groups[0]?.problem).toBe(
      'old/mongod.conf is for an older server. MongoDB 4.0 takes one key only; a rotation needs 4.2 or later.',
    );
  });

  it('finds a file once that a link leads to, and an open one that no folder has', async () => {
    const host = await start({
      '/work/keyfile': 'firstkey',
      '/work/mongod.conf': 'security: {keyFile: /link}',
    });
    host.write('/link', '-> /work/keyfile');
    host.write('/elsewhere/keyfile', 'firstkey');
    await client.open('/elsewhere/keyfile', 'firstkey');
    expect((await plan()).groups[0]?.files.map(({ name }) => name)).toEqual([
      '/elsewhere/keyfile',
      'keyfile',
    ]);
  });

  it('finds what configurations name by the path map, each file once', async () => {
    await start(
      {
        '/work/files/m1/keyfile.txt': 'firstkey',
        '/work/m1/mongod.conf': 'security: {keyFile: /etc/m1/keyfile.txt}',
        '/work/m1/mongos.conf': 'security: {keyFile: /work/files/m1/keyfile.txt}',
      },
      { configuration: { pathMap: { '/etc': '/work/files' } } },
    );
    const { files, overview } = await reviewed(['file:///work/files/m1/keyfile.txt'], 'add');
    expect(files.map(({ name, before }) => [name, before.match(/Named by .*/g)])).toEqual([
      ['files/m1/keyfile.txt', ['Named by m1/mongod.conf', 'Named by m1/mongos.conf']],
    ]);
    expect(overview).not.toContain('Not changed');
  });

  it('puts back what was written where one file cannot be', async () => {
    const host = await start(cluster);
    host.unwritable.set('/work/m1/keyfile', 'could not be written: permission denied');
    const { done, message } = await write((await reviewed(uris, 'add')).id);
    expect(done).toBe(false);
    expect(message).toBe('/work/m1/keyfile could not be written: permission denied. Nothing was changed.');
    expect(host.text('/etc/member2')).toBe('- mysecretkey\n');
  });

  it('does not write over what is not saved', async () => {
    const host = await start(cluster);
    const { id } = await reviewed(uris, 'add');
    await client.open('/work/m1/keyfile', 'my secret key and more\n');
    const problem = 'm1/keyfile has unsaved changes; save or revert it first.';
    expect(await write(id)).toMatchObject({ done: false, message: `${problem} Nothing was changed.` });
    expect(await review(uris, 'add')).toEqual({ problem });
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
    const host = await start(cluster);
    const { id } = await reviewed(uris, 'add');
    host.write(path, text);
    expect(await write(id)).toMatchObject({
      done: false,
      message: `${name} has changed since it was reviewed. Nothing was changed. Run Rotate Keyfile again.`,
    });
    const before = { ...cluster, [path]: { content: text } };
    for (const file of ['/work/m1/keyfile', '/etc/member2'])
      expect(host.text(file)).toBe(before[file]?.content);
  });

  it('writes a review once, and none but the last', async () => {
    const host = await start(cluster);
    const first = await reviewed(uris, 'add');
    const second = await reviewed(uris, 'add');
    const refused = { done: false, message: expect.stringContaining('no longer known') as unknown };
    expect(await write(first.id)).toMatchObject(refused);
    expect((await write(second.id)).done).toBe(true);
    const written = host.text('/work/m1/keyfile');
    expect(await write(second.id)).toMatchObject(refused);
    expect(host.text('/work/m1/keyfile')).toBe(written);
  });

  it.each([
    ['a step that does not fit', ['file:///work/m1/keyfile'], 'switch', 'needs keyfiles with two keys'],
    ['files with other keys', ['file:///work/m1/keyfile', 'file:///work/other.keyfile'], 'add', 'same keys'],
    ['a file that is gone', ['file:///work/none'], 'add', 'could not be read'],
    ['what is not on a disk', ['vscode-vfs://github/keyfile'], 'add', 'is not on a disk'],
    ['no file at all', [], 'add', 'no keyfile'],
  ])('refuses %s', async (_, files, step, reason) => {
    const host = await start(cluster);
    expect(await review(files, step)).toEqual({ problem: expect.stringContaining(reason) as unknown });
    expect(host.text('/work/m1/keyfile')).toBe('my secret key\n');
  });

  it('writes nothing in a workspace that is not trusted, and reads nothing outside of it', async () => {
    await start(cluster, { trusted: false });
    expect((await plan()).groups.flatMap(({ files }) => files.map(({ name }) => name))).toEqual([
      'm1/keyfile',
      'other.keyfile',
    ]);
    expect(await review(uris, 'add')).toEqual({ problem: expect.stringContaining('not trusted') as unknown });
    expect((await write('')).message).toContain('not trusted');
  });
});

describe('a keyfile in the editor', () => {
  const hover = async (uri: string, line: number, character = 3): Promise<string> =>
    JSON.stringify(
      await client.connection.sendRequest(HoverRequest.type, {
        textDocument: { uri },
        position: { line, character },
      }),
    );
  const fingerprintIn = (text: string) => /`([0-9a-f]{8})`/.exec(text)?.[1];

  it('shows length, fingerprint, and where the same key stands, but no key', async () => {
    await start(cluster);
    const uri = await client.open('/work/m1/keyfile', 'my secret key\n');
    const shown = await hover(uri, 0);
    expect(shown).toContain('11/1024 characters');
    expect(shown).toContain('The same key stands in `/etc/member2`');
    expect(shown).not.toContain('other.keyfile');
    const named = await client.open('/work/m2/mongod.conf', 'security:\n  keyFile: /etc/member2\n');
    const inConfig = await hover(named, 1, 14);
    expect(inConfig).toContain('It holds one key of 11 characters.');
    expect(fingerprintIn(inConfig)).toBe(fingerprintIn(shown));
    const other = await hover(await client.open('/work/other.keyfile', 'anotherkey'), 0);
    expect(fingerprintIn(other)).toMatch(/./);
    expect(fingerprintIn(other)).not.toBe(fingerprintIn(shown));
    expect(shown + inConfig).not.toMatch(/secret ?key/);
  });

  it('has other fingerprints in another session', async () => {
    await start(cluster);
    const first = (await plan()).groups[0]?.files[0]?.fingerprints;
    await client.stop();
    await start(cluster);
    expect((await plan()).groups[0]?.files[0]?.fingerprints).not.toEqual(first);
  });

  it('sees a change of another file', async () => {
    const host = await start(cluster);
    const uri = await client.open('/work/m1/keyfile', 'my secret key\n');
    await hover(uri, 0);
    host.write('/work/other.keyfile', 'mysecretkey');
    await client.changeFile('/work/other.keyfile');
    expect(await hover(uri, 0)).toContain('`other.keyfile`');
  });

  it('has a lens on each key and one to rotate', async () => {
    await start({});
    const uri = await client.open('/work/keyfile', '- firstkey\n- second key\n');
    const lenses = await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } });
    expect(
      lenses?.map(({ range, command }) => [range.start.line, command?.title.replace(/[0-9a-f]{8}$/, 'F')]),
    ).toEqual([
      [0, '8/1024 characters · key 1 of 2 · F'],
      [1, '9/1024 characters · key 2 of 2 · F'],
      [0, 'Rotate keyfile'],
    ]);
    expect(lenses?.at(-1)?.command).toMatchObject({ command: 'mongodbTls.rotateKeyfile', arguments: [uri] });
  });
});
