// A real VS Code where no desktop one can be had: the VS Code server inside the npm package code-server, shown in a browser.
// Kept in .cache/vscode, run by a Node 24 from the registry; no script of any package is run and nothing is compiled.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { endOf, root, stop } from './processes.mjs';

const packages = {
  'code-server': '4.139.1',
  [`node-${process.platform}-${process.arch}`]: '24.21.0',
};
const home = path.join(root, '.cache/vscode');
const serverFolder = path.join(home, 'node_modules/code-server/lib/vscode');
const node = path.join(home, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
const readyMark = path.join(home, `ready-${packages['code-server']}`);

/** Parts that an extension never meets: 200 MB of AI, other systems' binaries and sources of unbuilt modules. */
const notNeeded = [
  ...['@github', '@microsoft/mxc-sdk', '@devcontainers', 'ssh2', 'cpu-features', 'node-pty', 'zod'],
  ...['@vscode/windows-process-tree', '@vscode/sqlite3', '@vscode/sandbox-runtime'],
].map((name) => `node_modules/${name}`);
const extensionsNotNeeded = ['extensions/copilot', 'extensions/mermaid-markdown-features'];

/**
 * Lays the embedded VS Code in the cache folder unless it is there. `log` gets a line of progress now and then.
 * Throws with what to do where it cannot be had.
 */
export async function installEmbedded(log) {
  if (existsSync(readyMark)) return;
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) {
    throw new Error(
      'The embedded VS Code runs on Linux (x64, arm64) only. Install VS Code and put `code` on the PATH.',
    );
  }
  mkdirSync(home, { recursive: true });
  writeFileSync(path.join(home, 'package.json'), '{ "private": true }\n');
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const started = Date.now();
  const ticker = setInterval(() => {
    log(`  … still installing, ${Math.round((Date.now() - started) / 1000)} s`);
  }, 10_000);
  try {
    log('Installing the embedded VS Code into .cache/vscode (once, about 340 MB, half a minute)');
    const names = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
    await npm(['install', '--save-exact', ...flags, ...names]);
    await npm(['install', '--prefix', serverFolder, '--omit=dev', ...flags]);
  } finally {
    clearInterval(ticker);
  }
  for (const folder of [...notNeeded, ...extensionsNotNeeded]) {
    rmSync(path.join(serverFolder, folder), { recursive: true, force: true });
  }
  writeFileSync(readyMark, '');
  log('Installed.');
}

async function npm(args) {
  const child = spawn('npm', args, { cwd: home, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint += chunk));
  const code = await endOf(child);
  if (code !== 0) throw new Error(`npm ${args[0]} of the embedded VS Code failed (${code}).\n${complaint}`);
}

/** Settings that keep a run quiet: nothing is asked, shown or fetched that the user did not start. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'chat.disableAIFeatures': true,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'files.autoSave': 'off',
  'git.enabled': false,
};

/** Runs the embedded VS Code once for a task such as `--install-extension`; rejects with what it printed. */
export async function runEmbedded(folder, args) {
  const child = spawn(node, [path.join(serverFolder, 'out/server-main.js'), ...foldersOf(folder), ...args], {
    env: environment(folder),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const code = await endOf(child);
  // before its last lines VS Code complains of native modules, which it does without
  if (code !== 0)
    throw new Error(`VS Code ended with ${code}.\n${output.trim().split('\n').slice(-6).join('\n')}`);
}

/**
 * Starts the server on a free port of 127.0.0.1. All it writes lies below `folder`.
 * Gives the port, `stop` (which waits until all its processes are gone) and `ended`.
 */
export async function startEmbedded(
  folder,
  { env = {}, args = [], settings = quietSettings, port = 0 } = {},
) {
  mkdirSync(path.join(folder, 'user/User'), { recursive: true });
  writeFileSync(path.join(folder, 'user/User/settings.json'), JSON.stringify(settings));
  const listen = [
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--without-connection-token',
    '--disable-telemetry',
  ];
  const main = path.join(serverFolder, 'out/server-main.js');
  const child = spawn(node, [main, ...listen, ...foldersOf(folder), ...args], {
    env: { ...environment(folder), ...env },
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listening = new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        const match = /agent listening on (\d+)/.exec(output);
        if (match) resolve(Number(match[1]));
      });
    }
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`VS Code ended with ${code}.\n${output}`)));
  });
  return { port: await listening, ended: endOf(child), stop: () => stop(child) };
}

function foldersOf(folder) {
  mkdirSync(path.join(folder, 'extensions'), { recursive: true });
  return [
    '--accept-server-license-terms',
    ...['--server-data-dir', path.join(folder, 'server')],
    ...['--user-data-dir', path.join(folder, 'user')],
    ...['--extensions-dir', path.join(folder, 'extensions')],
  ];
}

/** Without the traces of a VS Code terminal we may be in; sockets and state go to the run's folder. */
function environment(folder) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|XDG_(RUNTIME_DIR|CONFIG_HOME|CACHE_HOME|DATA_HOME)$)/.test(name),
  );
  const own = { HOME: path.join(folder, 'home'), TMPDIR: path.join(folder, 'tmp') };
  for (const place of Object.values(own)) mkdirSync(place, { recursive: true });
  return { ...Object.fromEntries(inherited), ...own, EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
}
