// Lays mongosh into .cache/mongosh for the tests that run its snippets; where it cannot be had they are left out, and this says so.
// Only Node's own modules here: it runs beside the set-up of everything else.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const version = '2.5.8';
const home = fileURLToPath(new URL(`../../.cache/mongosh/${version}`, import.meta.url));
const laid = path.join(home, 'node_modules', '.bin', 'mongosh');

/** The mongosh that tests run: that of MONGOSH_PATH, the one in the cache, or else that of the path. */
export const mongoshPath = process.env.MONGOSH_PATH ?? (existsSync(laid) ? laid : 'mongosh');

function install() {
  if (existsSync(laid) || process.platform === 'win32' || process.env.MONGOSH_PATH !== undefined) return;
  console.log(`Installing mongosh ${version} into .cache/mongosh (once, about 190 MB, half a minute)`);
  mkdirSync(home, { recursive: true });
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  const { status } = spawnSync('npm', ['install', '--prefix', home, ...flags, `mongosh@${version}`], {
    cwd: home,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) console.log('mongosh cannot be installed: the tests of its snippets are left out.');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) install();
