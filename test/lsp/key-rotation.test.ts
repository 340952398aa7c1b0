import { afterEach, describe, expect, it } from 'vitest';
import { CodeLensRequest, HoverRequest } from 'vscode-languageserver/node';
import { parseKeyFile } from '../../server/src/core/models/key-file.ts';
import { requests, type PlanKeyRotationResult, type RotateKeyfileResult } from '../../server/src/protocol.ts';
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
const rotate = (uris: readonly string[], step: string): Promise<RotateKeyfileResult> =>
  client.connection.sendRequest(requests.rotateKeyfile, { uris, step });
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
      const { done, message } = await rotate(uris, expected);
      expect(done, message).toBe(true);
      sent.push(message);
      return message;
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

  it('tells what each file becomes by fingerprints, and offers both ways where no note tells the new key', async () => {
    await start({ '/work/keyfile': '- firstkey\n- secondkey\n' });
    const [group] = (await plan()).groups;
    const [one, two] = group?.files[0]?.fingerprints ?? [];
    expect(one).toMatch(/^[0-9a-f]{8}$/);
    expect(group?.steps.map(({ step, becomes }) => ({ step, becomes }))).toEqual([
      { step: 'switch', becomes: [two, one] },
      { step: 'drop', becomes: [one] },
    ]);
  });

  it('puts files of one cluster together that are at different steps, and says so', async () => {
    await start({ '/work/a.keyfile': 'firstkey', '/work/b.keyfile': '- firstkey\n- secondkey\n' });
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

  it('puts back what was written where one file cannot be', async () => {
    const host = await start(cluster);
    host.unwritable.set('/work/m1/keyfile', 'could not be written: permission denied');
    const { done, message } = await rotate(uris, 'add');
    expect(done).toBe(false);
    expect(message).toBe('/work/m1/keyfile could not be written: permission denied. Nothing was changed.');
    expect(host.text('/etc/member2')).toBe('- mysecretkey\n');
  });

  it('does not write over what is not saved', async () => {
    const host = await start(cluster);
    await client.open('/work/m1/keyfile', 'my secret key and more\n');
    expect(await rotate(uris, 'add')).toEqual({
      done: false,
      message: 'm1/keyfile has unsaved changes; save or revert it first. Nothing was changed.',
    });
    expect(host.text('/etc/member2')).toBe('- mysecretkey\n');
  });

  it.each([
    ['a step that does not fit', ['file:///work/m1/keyfile'], 'switch', 'needs keyfiles with two keys'],
    ['files with other keys', ['file:///work/m1/keyfile', 'file:///work/other.keyfile'], 'add', 'same keys'],
    ['a file that is gone', ['file:///work/none'], 'add', 'could not be read'],
    ['what is not on a disk', ['vscode-vfs://github/keyfile'], 'add', 'is not on a disk'],
    ['no file at all', [], 'add', 'no keyfile'],
  ])('refuses %s', async (_, files, step, reason) => {
    const host = await start(cluster);
    const { done, message } = await rotate(files, step);
    expect(done).toBe(false);
    expect(message).toContain(reason);
    expect(host.text('/work/m1/keyfile')).toBe('my secret key\n');
  });

  it('writes nothing in a workspace that is not trusted, and reads nothing outside of it', async () => {
    await start(cluster, { trusted: false });
    expect((await plan()).groups.flatMap(({ files }) => files.map(({ name }) => name))).toEqual([
      'm1/keyfile',
      'other.keyfile',
    ]);
    expect((await rotate(uris, 'add')).message).toContain('not trusted');
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
