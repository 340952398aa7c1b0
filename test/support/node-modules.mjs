import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Installs the npm packages of package-lock.json where they are missing or older than it. No package's own script is run:
 * nothing here needs one.
 */
export function installNodeModules(root) {
  const lock = path.join(root, 'package-lock.json');
  const stamp = path.join(root, 'node_modules', '.package-lock.json');
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= statSync(lock).mtimeMs - 1000) return;
  const count = Object.keys(JSON.parse(readFileSync(lock, 'utf8')).packages).length - 1;
  console.log(`Installing ${count} npm packages …`);
  const { status } = spawnSync(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    },
  );
  if (status !== 0) {
    console.error('npm ci failed; see above. Is the npm registry within reach?');
    process.exit(1);
  }
}
