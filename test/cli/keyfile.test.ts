import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keysOf } from '../support/keys-of.ts';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');

describe('keyfile new', () => {
  it('makes a key of 1024 characters that only its owner may read, different each time', async () => {
    const cwd = temporaryFolder();
    const first = await runCli(['keyfile', 'new', 'a.key'], { cwd });
    await runCli(['keyfile', 'new', 'b.key'], { cwd });
    expect(first).toMatchObject({ code: 0, out: 'a.key\n' });
    expect(statSync(join(cwd, 'a.key')).mode & 0o777).toBe(0o400);
    const [key] = keysOf(read(cwd, 'a.key'));
    expect(key).toMatch(/^[A-Za-z0-9+/]{1024}$/);
    expect(keysOf(read(cwd, 'b.key'))).not.toEqual([key]);
    expect((await runCli(['keyfile', 'check', 'a.key'], { cwd })).code).toBe(0);
    expect(first.out + first.err).not.toContain(key?.slice(0, 20));
  });

  it('never writes over a file', async () => {
    const cwd = temporaryFolder({ keyfile: 'precious' });
    const { code, err } = await runCli(['keyfile', 'new', 'keyfile'], { cwd });
    expect(err).toContain('is there already and was left as it is');
    expect(code).toBe(2);
    expect(read(cwd, 'keyfile')).toBe('precious');
  });
});

describe('keyfile check', () => {
  const files = {
    a: { content: '- abcdefgh\n- "ijkl mnop q"\n', mode: 0o400 },
    b: { content: 'x y', mode: 0o400 },
  };

  it('says how many keys there are and how long, beside what is wrong, and never the keys', async () => {
    const cwd = temporaryFolder(files);
    const { code, out } = await runCli(['keyfile', 'check', 'a', 'b'], { cwd });
    expect(out).toContain('a: It holds 2 keys of 8 and 9 characters.');
    expect(out).toContain('b: It holds one key of 2 characters.');
    expect(out).toContain('[bad-key-length]');
    expect(out).not.toMatch(/abcdefgh|ijkl/);
    expect(code).toBe(1);
  });

  /** server-behaviour.md, keyfiles: what a server of 4.2 or later takes, and what one before. */
  it.each([
    ['a key', 'abcdefgh', 0, 0],
    ['lines of base64', 'abcd+/==\r\n\tefgh\n', 0, 0],
    ['five characters', 'a b c d e', 1, 1],
    ['1024 characters', 'a'.repeat(1024), 0, 0],
    ['1025 characters', 'a'.repeat(1025), 1, 1],
    ['another character', 'abc-efgh', 1, 1],
    ['a list of two', '- abcdefgh\n- ijklmnop\n', 0, 1],
    ['a list of three', '- abcdefgh\n- ijklmnop\n- qrstuvwx\n', 1, 1],
    ['a nested list', '[[abcdefgh], [ijklmnop]]', 0, 1],
    ['nothing', '', 1, 1],
    ['only a comment', '# none\n', 1, 1],
    ['a null', '~', 1, 1],
    ['an empty list', '[]', 1, 1],
    ['an empty item', '- abcdefgh\n-\n', 1, 1],
    ['a map', 'key: abcdefgh', 1, 1],
    ['broken YAML', '"abcdefgh', 1, 1],
    ['a comment above', '# rs0\nabcdefgh\n', 0, 1],
    ['a byte order mark', '\uFEFFabcdefgh', 0, 1],
    ['a PEM file', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', 1, 1],
  ])('judges %s for 4.2 and for 4.0', async (_, content, newer, older) => {
    const cwd = temporaryFolder({ keyfile: { content, mode: 0o400 } });
    const check = (version: string) =>
      runCli(['keyfile', 'check', '--mongodb-version', version, 'keyfile'], { cwd });
    expect([(await check('4.2')).code, (await check('4.0')).code]).toEqual([newer, older]);
  });

  it.each([
    [0o400, 0],
    [0o600, 0],
    [0o440, 1],
    [0o604, 1],
  ])('judges the mode %i', async (mode, expected) => {
    const cwd = temporaryFolder({ keyfile: { content: 'abcdefgh', mode } });
    const { code } = await runCli(['keyfile', 'check', 'keyfile'], { cwd });
    expect(code).toBe(expected);
    const onWindows = await runCli(['keyfile', 'check', '--platform', 'windows', 'keyfile'], { cwd });
    expect(onWindows.code).toBe(0);
  });

  it('says which files hold the same key, written in any way, and never the key', async () => {
    const cwd = temporaryFolder({
      m1: { content: 'my secret key\n', mode: 0o400 },
      m2: { content: '- mysecretkey\n', mode: 0o400 },
      m3: { content: '- mysecretkey\n- another1\n', mode: 0o400 },
      m4: { content: 'stranger', mode: 0o400 },
    });
    const { code, out } = await runCli(['keyfile', 'check', 'm1', 'm2', 'm3', 'm4'], { cwd });
    expect(out).toContain('m1: It holds one key of 11 characters. The same key stands in m2 and m3.\n');
    expect(out).toContain('m3: It holds 2 keys of 11 and 8 characters. One of them stands in m1 and m2.\n');
    expect(out).toContain(
      'm4: It holds one key of 8 characters. It has no key in common with the other files.\n',
    );
    expect(out).not.toMatch(/secret|another|stranger/);
    expect(code).toBe(0);
    const before = await runCli(['keyfile', 'check', '--mongodb-version', '4.0', 'm1', 'm2'], { cwd });
    expect(before.out).toContain('m1: It holds one key of 11 characters. It has no key in common');
  });

  it('asks for the files of a folder', async () => {
    const cwd = temporaryFolder(files);
    const { code, out, err } = await runCli(['keyfile', 'check', '.'], { cwd });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('.: is a directory; name the keyfiles in it');
  });

  it('speaks under its own name of a file that is not there', async () => {
    const { code, err } = await runCli(['keyfile', 'check', 'absent'], { cwd: temporaryFolder(files) });
    expect(code).toBe(2);
    expect(err).toContain('mongodb-tls keyfile check: absent: no such file or folder');
    expect(err).not.toContain('mongodb-tls lint');
  });

  it('keeps JSON as lint writes it', async () => {
    const cwd = temporaryFolder(files);
    const { out } = await runCli(['keyfile', 'check', '--format', 'json', 'a'], { cwd });
    expect(JSON.parse(out)).toMatchObject({ version: 1, files: [{ kind: 'keyfile', path: 'a' }] });
  });
});

describe('keyfiles in other encodings', () => {
  const key = 'c2VjcmV0IG9mIGFsbCBtZW1iZXJz';
  const utf16 = Buffer.from(key, 'utf16le');
  const utf32 = Buffer.concat(Array.from(key).map((letter) => Buffer.from([0, 0, 0, letter.charCodeAt(0)])));
  const files: Readonly<Record<string, readonly [name: string, bytes: Uint8Array]>> = {
    'UTF-16': ['UTF-16', utf16],
    'UTF-16 with a mark': ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    'UTF-16, the other order': ['UTF-16', Buffer.from(utf16).swap16()],
    'UTF-32': ['UTF-32', utf32],
    'UTF-32 with a mark': ['UTF-32', Buffer.concat([Buffer.from([0, 0, 0xfe, 0xff]), utf32])],
  };

  it.each(Object.entries(files))('%s stops servers before 4.2 only', async (_, [name, bytes]) => {
    const cwd = temporaryFolder({ 'mongo.keyfile': bytes });
    chmodSync(join(cwd, 'mongo.keyfile'), 0o400);
    for (const command of [['lint'], ['keyfile', 'check']]) {
      const run = (version: string) =>
        runCli([...command, '--mongodb-version', version, 'mongo.keyfile'], { cwd });
      for (const version of ['3.6.23', '4.0.28']) {
        const { code, out } = await run(version);
        expect(out).toContain(name);
        expect(out).not.toContain(key);
        expect(code).toBe(1);
      }
      expect((await run('4.2.0')).code).toBe(0);
    }
  });
});
