import { execFile } from 'node:child_process';

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
  // the sign behind the permission bits: + for a list, @ for attributes (macOS)
  const { stdout } = await run('ls', ['-ld', '--', from]);
  if (/^\S{10}[+@]/.test(stdout))
    throw new Error(
      'it has an access control list or extended attributes, which cannot be kept without the cp of GNU',
    );
}
