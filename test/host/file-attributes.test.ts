import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';

const { PATH } = process.env;
const { platform } = process;
afterEach(() => {
  process.env.PATH = PATH;
  Object.defineProperty(process, 'platform', { value: platform });
});

const which = (program: string): string =>
  spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim();
const has = (program: string): boolean => which(program) !== '';

/** Replaces a file as the command line does, in a world that has some programs only: those of this machine, or scripts for `sh`. */
async function replaceWith(
  programs: readonly string[] | Readonly<Record<string, string>>,
  mode: number,
  prepare: (path: string) => void = () => undefined,
) {
  const folder = temporaryFolder({ keyfile: { content: 'old', mode } });
  const path = join(folder, 'keyfile');
  prepare(path);
  const bin = join(temporaryFolder(), 'bin');
  mkdirSync(bin);
  if (Array.isArray(programs))
    for (const program of programs as readonly string[]) symlinkSync(which(program), join(bin, program));
  else
    for (const [program, script] of Object.entries(programs as Readonly<Record<string, string>>))
      writeFileSync(join(bin, program), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  process.env.PATH = bin;
  vi.resetModules();
  const { nodeHost } = await import('../../server/src/host/node-host.ts');
  const bytes = (text: string) => new TextEncoder().encode(text);
  const problem = await nodeHost.replace(path, bytes('new'), { before: bytes('old') });
  expect(readdirSync(folder)).toEqual(['keyfile']);
  expect(readFileSync(path, 'utf8')).toBe(problem === undefined ? 'new' : 'old');
  return problem;
}

const run = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;

const setfacl = (entries: string) => (path: string) => {
  expect(run('setfacl', '-m', entries, path)).toBe(true);
};

describe.skipIf(process.platform !== 'linux')('a file is replaced without the cp of GNU', () => {
  it.each([0o400, 0o600, 0o644, 0o666])('where a list could not matter: mode %o', async (mode) => {
    expect(await replaceWith([], mode)).toBeUndefined();
  });

  it('and refused where nothing here tells whether it has a list that matters', async () => {
    expect(await replaceWith([], 0o640)).toContain('whether it has an access control list');
    expect(await replaceWith([], 0o660)).toContain('getfacl');
  });

  it.skipIf(!has('getfacl'))('but not where getfacl says that it has none', async () => {
    expect(await replaceWith(['getfacl'], 0o640)).toBeUndefined();
  });

  it.skipIf(!has('setfacl')).each([['getfacl'], ['ls']])(
    'and refused where %s shows a list',
    async (program) => {
      expect(await replaceWith([program], 0o600, setfacl('u:65534:r,g::---,m::r'))).toBe(
        'could not be written: it has an access control list, which cannot be kept without the cp of GNU (coreutils)',
      );
    },
  );

  it.skipIf(!has('setfacl'))('and refused where nobody sees the list that is there', async () => {
    expect(await replaceWith([], 0o600, setfacl('u:65534:r,g::---,m::r'))).toContain('cannot be told here');
  });

  it.skipIf(!has('setfattr'))('and refused where it has extended attributes', async (context) => {
    let isKnown = true;
    const problem = await replaceWith(['getfattr'], 0o600, (path) => {
      isKnown = run('setfattr', '-n', 'user.note', '-v', 'kept', path);
    });
    context.skip(!isKnown, 'the file system has no attributes');
    expect(problem).toContain('it has extended attributes (user.note)');
  });
});

/** Replaces a file as on a Mac, whose `ls -lde` and `xattr` print what is given. */
async function replaceOnMac({ listed = '', attributes = '' }) {
  Object.defineProperty(process, 'platform', { value: 'darwin' });
  const print = (text: string) => `printf '%s' '${text}'`;
  return await replaceWith(
    {
      cp: 'echo "cp: illegal option -- -" >&2; exit 64',
      ls: `case "$1 $2" in '-lde --') ;; *) exit 1;; esac\n${print(`-rw-r-----@ 1 mongod  wheel  3 Dec  1 15:00 keyfile\n${listed}`)}`,
      xattr: print(attributes),
    },
    0o640,
  );
}

describe.skipIf(process.platform === 'win32')('a file is replaced on a Mac', () => {
  it('where it has nothing but what the system gives each file', async () => {
    expect(await replaceOnMac({})).toBeUndefined();
    expect(
      await replaceOnMac({ attributes: 'com.apple.provenance\ncom.apple.lastuseddate#PS\n' }),
    ).toBeUndefined();
  });

  it('and refused where it has an access control list', async () => {
    expect(await replaceOnMac({ listed: ' 0: user:_backup allow read\n' })).toBe(
      'could not be written: it has an access control list, which cannot be kept without the cp of GNU (coreutils)',
    );
  });

  it('and refused where it has extended attributes, which are named', async () => {
    expect(await replaceOnMac({ attributes: 'com.apple.provenance\ncom.example.note\n' })).toContain(
      'it has extended attributes (com.example.note)',
    );
  });
});
