import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keysOf } from '../support/keys-of.ts';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');

describe('keyfile rotate', () => {
  it('goes from the old key to the new one in three steps on all members, and says what to do between them', async () => {
    // one key to the server, written in two ways
    const cwd = temporaryFolder({
      m1: { content: 'my secret key\n', mode: 0o600 },
      m2: { content: '- mysecretkey\n', mode: 0o400 },
    });
    const names = ['m1', 'm2'];
    const step = async (word: string) => {
      const result = await runCli(['keyfile', 'rotate', word, ...names], { cwd });
      for (const name of names) chmodSync(join(cwd, name), 0o400);
      // the note on the next step is a comment to the server
      const { code, out } = await runCli(['keyfile', 'check', '--mongodb-version', '4.2', ...names], { cwd });
      expect(code, out).toBe(0);
      return result;
    };

    const added = await step('add');
    expect(added).toMatchObject({ code: 0, out: 'm1\nm2\n' });
    expect(added.err).toContain('keyfile rotate switch');
    const [old, fresh] = keysOf(read(cwd, 'm1'));
    expect(old).toBe('mysecretkey');
    expect(fresh).toHaveLength(1024);
    expect(keysOf(read(cwd, 'm2'))).toEqual([old, fresh]);

    expect((await step('switch')).err).toContain('keyfile rotate drop');
    expect(keysOf(read(cwd, 'm2'))).toEqual([fresh, old]);

    expect((await step('drop')).err).toContain('the rotation is done');
    for (const name of names) expect(keysOf(read(cwd, name))).toEqual([fresh]);
    expect(names.map((name) => statSync(join(cwd, name)).mode & 0o777)).toEqual([0o400, 0o400]);
    expect(readdirSync(cwd).sort()).toEqual(names);
    expect(added.out + added.err).not.toContain('mysecretkey');
  });

  it.each([
    [['add'], 'drop', 'the second key of these files is the new one, so the step is "switch"'],
    [['add', 'switch'], 'switch', 'the first key of these files is the new one, so the step is "drop"'],
  ])('after %j does not lose the new key by %s', async (taken, step, message) => {
    const cwd = temporaryFolder({ m1: 'abcdefgh' });
    for (const word of taken) await runCli(['keyfile', 'rotate', word, 'm1'], { cwd });
    const before = read(cwd, 'm1');
    const { code, err } = await runCli(['keyfile', 'rotate', step, 'm1'], { cwd });
    expect(err).toContain(message);
    expect(code).toBe(2);
    expect(read(cwd, 'm1')).toBe(before);
  });

  it.each([
    ['switch', { m1: 'abcdefgh' }, '"switch" needs keyfiles with two keys; m1 has 1'],
    ['add', { m1: '- abcdefgh\n- ijklmnop\n' }, '"add" needs keyfiles with one key; m1 has 2'],
    ['drop', { m1: '- abcdefgh\n- ijklmnop\n- qrstuvwx\n' }, 'm1 holds 3 keys'],
    ['add', { m1: 'abcdefgh', m2: 'ijklmnop' }, 'do not hold the same keys'],
    ['switch', { m1: '- abcdefgh\n- "abcd efgh"\n' }, 'Both keys of m1 are the same one'],
    ['add', { m1: 'abcdefgh', m2: 'has-hyphen' }, 'm2 is no keyfile'],
    ['add', { m1: '' }, 'm1 is no keyfile'],
  ] as const)('%s refuses %j and changes nothing', async (step, files, message) => {
    const cwd = temporaryFolder(files);
    const { code, err } = await runCli(['keyfile', 'rotate', step, ...Object.keys(files)], { cwd });
    expect(err).toContain(message);
    expect(err).toContain('Nothing was changed');
    expect(code).toBe(2);
    for (const [name, text] of Object.entries(files)) expect(read(cwd, name)).toBe(text);
  });

  it('completes a step that not all members have', async () => {
    const cwd = temporaryFolder({ m1: 'abcdefgh', m2: 'abcdefgh' });
    await runCli(['keyfile', 'rotate', 'add', 'm1'], { cwd });
    const written = read(cwd, 'm1');
    const { code, out } = await runCli(['keyfile', 'rotate', 'add', 'm1', 'm2'], { cwd });
    expect(code).toBe(0);
    expect(out).toBe('m2\n');
    expect(keysOf(read(cwd, 'm2'))).toEqual(keysOf(written));
    expect(read(cwd, 'm1')).toBe(written);
  });

  it('writes a file once that two names lead to, and keeps the link', async () => {
    const cwd = temporaryFolder({ 'real/keyfile': { content: 'abcdefgh', mode: 0o400 } });
    symlinkSync('real/keyfile', join(cwd, 'keyfile'));
    const { code, out } = await runCli(['keyfile', 'rotate', 'add', 'keyfile', 'real/keyfile'], { cwd });
    expect({ code, out }).toEqual({ code: 0, out: 'keyfile\n' });
    expect(lstatSync(join(cwd, 'keyfile')).isSymbolicLink()).toBe(true);
    expect(keysOf(read(cwd, 'real/keyfile'))).toHaveLength(2);
    expect(statSync(join(cwd, 'real/keyfile')).mode & 0o777).toBe(0o400);
  });

  it('needs a server that takes two keys', async () => {
    const cwd = temporaryFolder({ m1: 'abcdefgh' });
    const { code, err } = await runCli(['keyfile', 'rotate', '--mongodb-version', '4.0', 'add', 'm1'], {
      cwd,
    });
    expect(err).toContain('MongoDB 4.0 takes one key only; a rotation needs 4.2 or later.');
    expect(code).toBe(2);
    expect(read(cwd, 'm1')).toBe('abcdefgh');
  });

  it.skipIf(process.getuid?.() === 0)('keeps the old file where the new one cannot be written', async () => {
    const cwd = temporaryFolder({ keyfile: 'abcdefgh' });
    chmodSync(cwd, 0o500);
    const { code, err } = await runCli(['keyfile', 'rotate', 'add', 'keyfile'], { cwd });
    chmodSync(cwd, 0o700);
    expect(err).toContain('could not be written');
    expect(code).toBe(2);
    expect(read(cwd, 'keyfile')).toBe('abcdefgh');
    expect(existsSync(join(cwd, 'keyfile'))).toBe(true);
  });

  it.each([
    [['keyfile'], 'new, check and rotate'],
    [['keyfile', 'new'], 'takes one file'],
    [['keyfile', 'rotate', 'all', 'f'], 'takes one of add, switch, drop'],
    [['keyfile', 'rotate', 'add'], 'then the keyfile of each member'],
    [['keyfile', 'rotate', 'add', 'missing'], 'missing: no such file'],
    [['keyfile', 'rotate', '--dry', 'add', 'f'], "Unknown option '--dry'"],
    [['keyfile', 'rotate', '--format', 'sarif', 'add', 'f'], '--format takes text or json'],
    [['keyfile', 'rotate', '--mongodb-version', 'x', 'add', 'f'], '--mongodb-version takes a version'],
  ])('%j is refused', async (args, message) => {
    const { code, err } = await runCli(args, { cwd: temporaryFolder() });
    expect(err).toContain(message);
    expect(code).toBe(2);
  });
});

describe('keyfile rotate --dry-run', () => {
  const files = {
    m1: { content: 'my secret key\n', mode: 0o400 },
    m2: { content: '- mysecretkey\n', mode: 0o600 },
  };
  const dryRun = (cwd: string, ...args: string[]) =>
    runCli(['keyfile', 'rotate', '--dry-run', ...args], { cwd });

  it('tells what each file becomes and what to do then, by fingerprints, and writes nothing', async () => {
    const cwd = temporaryFolder(files);
    const { code, out, err } = await dryRun(cwd, 'add', 'm1', 'm2');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [fingerprint = ''] = /[0-9a-f]{8}/.exec(out) ?? [];
    expect(out.split('\n')).toEqual([
      'Step 1 of 3: add a new key (dry run: nothing was written)',
      `Members go on with ${fingerprint} and accept the new key too.`,
      '',
      'm1 (mode 0400)',
      `  now    ${fingerprint} (11 characters)`,
      `  after  ${fingerprint} (11 characters), new key (1024 characters)`,
      'm2 (mode 0600)',
      `  now    ${fingerprint} (11 characters)`,
      `  after  ${fingerprint} (11 characters), new key (1024 characters)`,
      '',
      '1. Bring each keyfile to its member, to all members before the first restart.',
      '2. Restart the members one at a time: in a replica set the secondaries first, then the primary after rs.stepDown(); in a sharded cluster the config servers, then the shards, then every mongos.',
      '3. When all have restarted, go on with "mongodb-tls keyfile rotate switch m1 m2".',
      '',
    ]);
    for (const [name, { content }] of Object.entries(files)) expect(read(cwd, name)).toBe(content);
    expect(out).not.toMatch(/my ?secret/);
  });

  it('says of a file that it has been taken to the step already', async () => {
    const cwd = temporaryFolder(files);
    await runCli(['keyfile', 'rotate', 'add', 'm1'], { cwd });
    const { out } = await dryRun(cwd, 'add', 'm1', 'm2');
    expect(out).toContain('m1 (mode 0400): has been taken to this step already\n');
    expect(out).not.toContain(', new key (');
  });

  it('names the next command so that a shell takes it', async () => {
    const cwd = temporaryFolder({ "m 1's": 'abcdefgh' });
    const { out } = await dryRun(cwd, 'add', "m 1's");
    expect(out).toContain(`rotate switch 'm 1'\\''s'"`);
  });

  it('has JSON, as the step itself has', async () => {
    const cwd = temporaryFolder(files);
    const report = async (...args: string[]) => {
      const { code, out } = await runCli(['keyfile', 'rotate', '--format', 'json', ...args], { cwd });
      expect(code).toBe(0);
      return JSON.parse(out) as unknown;
    };
    const shape = {
      version: 1,
      step: 'add',
      title: 'Step 1 of 3: add a new key',
      next: 'switch',
      files: [
        {
          path: 'm1',
          mode: '0400',
          changes: true,
          before: [{ length: 11 }],
          after: [{ length: 11 }, { fingerprint: 'new key', length: 1024 }],
        },
        { path: 'm2', mode: '0600' },
      ],
    };
    expect(await report('--dry-run', 'add', 'm1', 'm2')).toMatchObject({ ...shape, dryRun: true });
    expect(read(cwd, 'm1')).toBe(files.m1.content);
    expect(await report('add', 'm1', 'm2')).toMatchObject({ ...shape, dryRun: false });
    expect(keysOf(read(cwd, 'm1'))).toHaveLength(2);
  });

  it('refuses what the step itself would', async () => {
    const cwd = temporaryFolder({ m1: 'abcdefgh', m2: 'ijklmnop' });
    const { code, out, err } = await dryRun(cwd, 'add', 'm1', 'm2');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('do not hold the same keys');
  });
});
