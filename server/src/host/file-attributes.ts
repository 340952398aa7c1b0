import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';

interface Outcome {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

function run(program: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      program,
      [...args],
      { env: { ...process.env, LC_ALL: 'C' }, timeout: 10_000 },
      (error, stdout, stderr) => {
        resolve({ ok: error === null, stdout, stderr });
      },
    );
  });
}

let gnu: Promise<boolean> | undefined;

/** Whether `cp` is that of GNU (or its equal in Rust), which copies attributes alone. */
function hasGnuCp(): Promise<boolean> {
  gnu ??= run('cp', ['--version']).then(({ stdout }) => stdout.includes('coreutils'));
  return gnu;
}

/**
 * Gives a file the access control list, the extended attributes and the permission bits of another. Throws an error in words for
 * users where they cannot be kept. Node.js knows neither lists nor attributes.
 */
export async function copyAttributes(from: string, to: string): Promise<void> {
  // there a new file has the list of its folder
  if (process.platform === 'win32') return;
  if (await hasGnuCp()) {
    const { ok, stderr } = await run('cp', ['--attributes-only', '--preserve=all,xattr', '--', from, to]);
    if (!ok)
      throw new Error(
        `its access control list or extended attributes could not be kept${stderr === '' ? '' : ` (${stderr.trim()})`}`,
      );
    return;
  }
  const lost = process.platform === 'darwin' ? await lostOnMac(from) : await lostElsewhere(from);
  if (lost !== undefined) throw new Error(lost);
}

const without = 'which cannot be kept without the cp of GNU (coreutils)';
const hasList = `it has an access control list, ${without}`;
const hasAttributes = (names: readonly string[]): string =>
  `it has extended attributes (${names.join(', ')}), ${without}`;

/** What a new file in the place of this one would lack: its lists with `ls -e`, its attributes with `xattr`. */
async function lostOnMac(path: string): Promise<string | undefined> {
  const listed = await run('ls', ['-lde', '--', path]);
  if (/^ *\d+: /m.test(listed.stdout.slice(listed.stdout.indexOf('\n') + 1))) return hasList;
  const names = lines((await run('xattr', [path])).stdout).filter((name) => !ofTheSystem.test(name));
  return names.length > 0 ? hasAttributes(names) : undefined;
}

/** The same on Linux, with the tools of the packages acl and attr, and on BSD with `ls`. */
async function lostElsewhere(path: string): Promise<string | undefined> {
  const list = await run('getfacl', ['--skip-base', '--omit-header', '--absolute-names', '--', path]);
  if (list.ok && list.stdout.trim() !== '') return hasList;
  if (/^\S{10}\+/.test((await run('ls', ['-ld', '--', path])).stdout)) return hasList;
  const attributes = await run('getfattr', ['--match=-', '--absolute-names', '--', path]);
  const names = lines(attributes.stdout).filter((name) => !name.startsWith('#') && !ofTheSystem.test(name));
  if (names.length > 0) return hasAttributes(names);
  if (list.ok || !mayHoldList((await stat(path)).mode)) return undefined;
  return 'whether it has an access control list, which a new file in its place would lack, cannot be told here without the cp of GNU (coreutils) or getfacl (acl)';
}

/**
 * Whether a list could give anybody more than its mode gives everybody: the bits of the group are those that a list gives at
 * most (acl(5), its mask).
 */
function mayHoldList(mode: number): boolean {
  return ((mode >> 3) & ~mode & 0o7) !== 0;
}

/** What the system gives each new file by itself, and the list, which has a message of its own. */
const ofTheSystem =
  /^(?:security\.(?:selinux|ima|evm)|system\.posix_acl_\w+|com\.apple\.(?:provenance|quarantine|macl|lastuseddate#PS))$/;

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
