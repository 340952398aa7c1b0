import { spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const isWindows = process.platform === 'win32';

/** What a program printed, and how it ended. */
interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program in a folder; its environment is ours with `env` on top. */
export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Run {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    shell: isWindows && command.startsWith('np'),
  });
  return { status, stdout, stderr };
}

/** Builds the npm package as it is now and packs it in an empty folder; gives the tarball's path. */
export function packPackage(folder: string): string {
  for (const name of ['package.json', '.npmignore', 'README.md', 'CHANGELOG.md', 'LICENSE'])
    copyFileSync(join(root, name), join(folder, name));
  succeed(run(process.execPath, ['esbuild.mjs', `--outdir=${join(folder, 'dist')}`], root));
  succeed(run('npm', ['pack', '--silent', '--ignore-scripts'], folder));
  const [tarball] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack wrote no tarball');
  return join(folder, tarball);
}

/** Throws what a program said that failed. */
export function succeed({ status, stdout, stderr }: Run): void {
  if (status !== 0) throw new Error(`exit code ${String(status)}\n${stdout}\n${stderr}`);
}
