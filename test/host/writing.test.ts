import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import type * as Fs from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { nodeHost } from '../../server/src/host/node-host.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Called at each step of writing, with its name; what it throws, the step fails with. */
const steps = vi.hoisted((): { at: (step: string) => void } => ({ at: () => undefined }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof Fs>();
  const watched =
    <A extends unknown[], R>(name: string, call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      steps.at(name);
      return call(...args);
    };
  return {
    ...real,
    rename: watched('rename', real.rename),
    link: watched('link', real.link),
    open: async (...args: Parameters<typeof real.open>) => {
      steps.at(`open ${String(args[1])}`);
      const file = await real.open(...args);
      const close = file.close.bind(file);
      return Object.assign(file, {
        writeFile: watched('write', file.writeFile.bind(file)),
        chmod: watched('chmod', file.chmod.bind(file)),
        chown: watched('chown', file.chown.bind(file)),
        sync: watched('sync', file.sync.bind(file)),
        close: async () => {
          await close();
          steps.at('close');
        },
      });
    },
  };
});

const bytes = (text: string) => new TextEncoder().encode(text);
/** As the files of these tests are read before they are written over. */
const asRead = { before: bytes('old') };
const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');

beforeEach(() => {
  steps.at = () => undefined;
});

/** Fails the nth step of its name and tells the names of all steps that came. */
function failAt(wanted: string, nth: number): void {
  let count = 0;
  steps.at = (step) => {
    if (step === wanted && ++count === nth) throw new Error('the disk is gone');
  };
}

const replaceSteps = [
  ['open wx', 1],
  ['write', 1],
  ['chmod', 1],
  ['sync', 1],
  ['close', 1],
  ['link', 1],
  ['rename', 1],
] as const;

describe('replace', () => {
  it('has the old or the new file whole at its place at every step, so that a crash at any moment loses neither', async () => {
    const folder = temporaryFolder({ keyfile: { content: 'old', mode: 0o400 } });
    const seen: string[] = [];
    steps.at = (step) => {
      seen.push(`${step}: ${read(folder, 'keyfile')}`);
    };
    expect(await nodeHost.replace(join(folder, 'keyfile'), bytes('new'), asRead)).toBeUndefined();
    expect(seen).toEqual([
      ...['open wx', 'write', 'chmod', 'sync', 'close', 'link', 'rename'].map((step) => `${step}: old`),
      // the folder, so that the rename outlives a power cut
      ...['open r', 'sync', 'close'].map((step) => `${step}: new`),
    ]);
    expect(statSync(join(folder, 'keyfile')).mode & 0o777).toBe(0o400);
    expect(readdirSync(folder)).toEqual(['keyfile']);
  });

  it.each(replaceSteps)('keeps the old file and leaves nothing else where %s fails', async (step, nth) => {
    const folder = temporaryFolder({ keyfile: 'old' });
    failAt(step, nth);
    expect(await nodeHost.replace(join(folder, 'keyfile'), bytes('new'), asRead)).toBe(
      'could not be written: the disk is gone',
    );
    expect(read(folder, 'keyfile')).toBe('old');
    expect(readdirSync(folder)).toEqual(['keyfile']);
  });

  it('does not fail where only the folder cannot be brought to the disk', async () => {
    const folder = temporaryFolder({ keyfile: 'old' });
    failAt('open r', 1);
    expect(await nodeHost.replace(join(folder, 'keyfile'), bytes('new'), asRead)).toBeUndefined();
    expect(read(folder, 'keyfile')).toBe('new');
  });

  it('writes what a link leads to, and keeps the link', async () => {
    const folder = temporaryFolder({ 'real/keyfile': { content: 'old', mode: 0o600 } });
    symlinkSync(join('real', 'keyfile'), join(folder, 'keyfile'));
    expect(await nodeHost.replace(join(folder, 'keyfile'), bytes('new'), asRead)).toBeUndefined();
    expect(lstatSync(join(folder, 'keyfile')).isSymbolicLink()).toBe(true);
    expect(read(folder, 'real/keyfile')).toBe('new');
    expect(readdirSync(join(folder, 'real'))).toEqual(['keyfile']);
  });

  it('gives the file the mode that is asked for', async () => {
    const folder = temporaryFolder({ keyfile: { content: 'old', mode: 0o644 } });
    expect(await nodeHost.replace(join(folder, 'keyfile'), bytes('new'), { mode: 0o400 })).toBeUndefined();
    expect(statSync(join(folder, 'keyfile')).mode & 0o777).toBe(0o400);
  });

  it('lets nobody but the owner open the file while it is written', async () => {
    const folder = temporaryFolder({ keyfile: { content: 'old', mode: 0o644 } });
    const modes: number[] = [];
    steps.at = (step) => {
      if (step !== 'write') return;
      const temporary = readdirSync(folder).find((name) => name.endsWith('.tmp')) ?? '';
      modes.push(statSync(join(folder, temporary)).mode & 0o777);
    };
    expect(await nodeHost.replace(join(folder, 'keyfile'), bytes('new'), asRead)).toBeUndefined();
    expect(modes).toEqual([0o600]);
    expect(statSync(join(folder, 'keyfile')).mode & 0o777).toBe(0o644);
  });

  // the last moment is the one between the look at the file and the rename
  it.each(['open wx', 'write', 'close', 'rename'])(
    'loses nothing that is written to the file at %s',
    async (step) => {
      const folder = temporaryFolder({ keyfile: 'old' });
      let isDone = false;
      steps.at = (name) => {
        if (name === step && !isDone) writeFileSync(join(folder, 'keyfile'), 'of somebody else');
        isDone ||= name === step;
      };
      expect(await nodeHost.replace(join(folder, 'keyfile'), bytes('new'), asRead)).toBe(
        'has changed in the meantime',
      );
      expect(read(folder, 'keyfile')).toBe('of somebody else');
      expect(readdirSync(folder)).toEqual(['keyfile']);
    },
  );

  it('clears away what a killed process left, and nothing else', async () => {
    const id = '0b5f5e6c-95ee-4b7e-8b38-b21b6bd4d4e5';
    const stays = ['.keyfile.tmp', `.keyfile.${process.pid}.${id}.tmp`, `.other.4194305.${id}.tmp`];
    const folder = temporaryFolder({
      keyfile: 'old',
      [`.keyfile.4194305.${id}.tmp`]: 'key',
      ...Object.fromEntries(stays.map((name) => [name, 'x'])),
    });
    expect(await nodeHost.replace(join(folder, 'keyfile'), bytes('new'), asRead)).toBeUndefined();
    expect(readdirSync(folder).sort()).toEqual([...stays, 'keyfile'].sort());
  });

  describe.skipIf(spawnSync('setfacl', ['--version']).status !== 0)(
    'of a file with more than permission bits',
    () => {
      it('keeps its access control list and its attributes, and widens nothing', async () => {
        const folder = temporaryFolder({ keyfile: { content: 'old', mode: 0o600 } });
        const path = join(folder, 'keyfile');
        const run = (program: string, ...args: string[]) => spawnSync(program, args, { encoding: 'utf8' });
        expect(run('setfacl', '-m', 'u:65534:r,g::---,m::r', path).status).toBe(0);
        const hasAttributes = run('setfattr', '-n', 'user.note', '-v', 'kept', path).status === 0;
        const list = run('getfacl', '-cpn', path).stdout;
        const age = new Date(2020, 1, 1);
        utimesSync(path, age, age);
        expect(await nodeHost.replace(path, bytes('new'), asRead)).toBeUndefined();
        expect(read(folder, 'keyfile')).toBe('new');
        expect(run('getfacl', '-cpn', path).stdout).toBe(list);
        expect(list).toContain('user:65534:r--');
        if (hasAttributes)
          expect(run('getfattr', '--only-values', '-n', 'user.note', path).stdout).toBe('kept');
        expect(statSync(path).mtimeMs).toBeGreaterThan(age.getTime() + 1000);
      });
    },
  );

  describe.skipIf(process.getuid?.() !== 0)('of the file of another user (needs root)', () => {
    async function ofAnother(mode: number): Promise<string> {
      const folder = temporaryFolder({ keyfile: { content: 'old', mode } });
      const { chown } = await import('node:fs/promises');
      await chown(join(folder, 'keyfile'), 12_345, 12_346);
      return folder;
    }

    it('keeps its owner, who has to read it', async () => {
      const folder = await ofAnother(0o640);
      expect(await nodeHost.replace(join(folder, 'keyfile'), bytes('new'), asRead)).toBeUndefined();
      const { uid, gid, mode } = statSync(join(folder, 'keyfile'));
      expect([uid, gid, mode & 0o777]).toEqual([12_345, 12_346, 0o640]);
    });

    it('leaves it as it is where the owner cannot be kept', async () => {
      const folder = await ofAnother(0o600);
      failAt('chown', 1);
      expect(await nodeHost.replace(join(folder, 'keyfile'), bytes('new'), asRead)).toContain(
        'its owner (user 12345, group 12346) could not be kept',
      );
      expect(read(folder, 'keyfile')).toBe('old');
      expect(readdirSync(folder)).toEqual(['keyfile']);
    });
  });
});

describe('create', () => {
  it('makes the folders and the file, which is there whole or not at all', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'a', 'b', 'keyfile');
    const seen: string[] = [];
    steps.at = (step) => {
      seen.push(`${step}: ${existsSync(path) ? readFileSync(path, 'utf8') : 'none'}`);
    };
    expect(await nodeHost.create(path, bytes('new'), 0o400)).toBeUndefined();
    expect(seen).toEqual([
      ...['open wx', 'write', 'chmod', 'sync', 'close', 'link'].map((step) => `${step}: none`),
      ...['open r', 'sync', 'close'].map((step) => `${step}: new`),
    ]);
    expect(statSync(path).mode & 0o777).toBe(0o400);
    expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['keyfile']);
  });

  it.each(['open wx', 'write', 'chmod', 'sync', 'close', 'link'])(
    'leaves nothing where %s fails',
    async (step) => {
      const folder = temporaryFolder();
      failAt(step, 1);
      expect(await nodeHost.create(join(folder, 'keyfile'), bytes('new'), 0o400)).toBe(
        'could not be written: the disk is gone',
      );
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('takes the name with an empty file where the file system has no links', async () => {
    const folder = temporaryFolder();
    steps.at = (step) => {
      if (step === 'link') throw Object.assign(new Error('no links'), { code: 'ENOTSUP' });
    };
    expect(await nodeHost.create(join(folder, 'keyfile'), bytes('new'), 0o400)).toBeUndefined();
    expect(read(folder, 'keyfile')).toBe('new');
    expect(readdirSync(folder)).toEqual(['keyfile']);
  });

  it('leaves a file that comes up in the meantime', async () => {
    const folder = temporaryFolder();
    steps.at = (step) => {
      if (step === 'close') writeFileSync(join(folder, 'keyfile'), 'precious');
    };
    expect(await nodeHost.create(join(folder, 'keyfile'), bytes('new'), 0o400)).toBe(
      'is there already and was left as it is',
    );
    expect(read(folder, 'keyfile')).toBe('precious');
    expect(readdirSync(folder)).toEqual(['keyfile']);
  });

  it('never writes over a file', async () => {
    const folder = temporaryFolder({ keyfile: 'precious' });
    expect(await nodeHost.create(join(folder, 'keyfile'), bytes('new'), 0o400)).toBe(
      'is there already and was left as it is',
    );
    expect(read(folder, 'keyfile')).toBe('precious');
    expect(readdirSync(folder)).toEqual(['keyfile']);
  });
});

describe('remove', () => {
  it('takes a file away, or says why not', async () => {
    const folder = temporaryFolder({ keyfile: 'old' });
    expect(await nodeHost.remove(join(folder, 'keyfile'))).toBeUndefined();
    expect(await nodeHost.remove(join(folder, 'keyfile'))).toContain('could not be removed');
    expect(readdirSync(folder)).toEqual([]);
  });
});
