import { afterEach, describe, expect, it } from 'vitest';
import { CodeLensRequest, HoverRequest } from 'vscode-languageserver/node';
import { cluster, RotationSession } from '../support/rotation-session.ts';

const session = new RotationSession();
afterEach(() => session.stop());

describe('a keyfile in the editor', () => {
  const hover = async (uri: string, line: number, character = 3): Promise<string> =>
    JSON.stringify(
      await session.client.connection.sendRequest(HoverRequest.type, {
        textDocument: { uri },
        position: { line, character },
      }),
    );
  const fingerprintIn = (text: string) => /`([0-9a-f]{8})`/.exec(text)?.[1];

  it('shows length, fingerprint, and where the same key stands, but no key', async () => {
    await session.start(cluster);
    const uri = await session.client.open('/work/m1/keyfile', 'my secret key\n');
    const shown = await hover(uri, 0);
    expect(shown).toContain('11/1024 characters');
    expect(shown).toContain('The same key stands in `/etc/member2`');
    expect(shown).not.toContain('other.keyfile');
    const named = await session.client.open('/work/m2/mongod.conf', 'security:\n  keyFile: /etc/member2\n');
    const inConfig = await hover(named, 1, 14);
    expect(inConfig).toContain('It holds one key of 11 characters.');
    expect(fingerprintIn(inConfig)).toBe(fingerprintIn(shown));
    const other = await hover(await session.client.open('/work/other.keyfile', 'anotherkey'), 0);
    expect(fingerprintIn(other)).toMatch(/./);
    expect(fingerprintIn(other)).not.toBe(fingerprintIn(shown));
    expect(shown + inConfig).not.toMatch(/secret ?key/);
  });

  it('has other fingerprints in another session', async () => {
    await session.start(cluster);
    const first = (await session.plan()).groups[0]?.files[0]?.fingerprints;
    await session.client.stop();
    await session.start(cluster);
    expect((await session.plan()).groups[0]?.files[0]?.fingerprints).not.toEqual(first);
  });

  it('sees a change of another file', async () => {
    const host = await session.start(cluster);
    const uri = await session.client.open('/work/m1/keyfile', 'my secret key\n');
    await hover(uri, 0);
    host.write('/work/other.keyfile', 'mysecretkey');
    await session.client.changeFile('/work/other.keyfile');
    expect(await hover(uri, 0)).toContain('`other.keyfile`');
  });

  it('has a lens on each key and one to rotate', async () => {
    await session.start({});
    const uri = await session.client.open('/work/keyfile', '- firstkey\n- second key\n');
    const lenses = await session.client.connection.sendRequest(CodeLensRequest.type, {
      textDocument: { uri },
    });
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
