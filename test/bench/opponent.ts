import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const version = '1.25.0';

/**
 * The command of yaml-language-server, the tool users would otherwise have; installed in the cache at the first run.
 * undefined where the npm registry cannot be reached.
 */
export function yamlLanguageServer(cache: string): string[] | undefined {
  const folder = join(cache, `yaml-language-server-${version}`);
  const main = join(folder, 'node_modules', 'yaml-language-server', 'bin', 'yaml-language-server');
  if (!existsSync(main)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const args = [
      'install',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--loglevel=error',
      `yaml-language-server@${version}`,
    ];
    const { status } = spawnSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0 || !existsSync(main)) return undefined;
  }
  return [process.execPath, main, '--stdio'];
}

/** The command of yamllint where it is installed: Debian has it as a package. */
export function yamllint(): string[] | undefined {
  return spawnSync('yamllint', ['--version']).status === 0 ? ['yamllint'] : undefined;
}
