// `npm start`: installs what is missing, builds, and opens VS Code with the extension on a copy of the sample workspace.
// The desktop's VS Code where there is one, else the embedded one, whose address is printed. Ctrl-C stops all of it.
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { installNodeModules } from '../support/node-modules.mjs';
import { openDesktop } from './desktop-vscode.mjs';
import { installEmbedded, quietSettings, runEmbedded, startEmbedded } from './embedded-vscode.mjs';
import { root, run } from './processes.mjs';
import { copySample } from './sample.mjs';

process.chdir(root);
installNodeModules(root);
const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'mongodb-tls-')));
const sample = copySample(path.join(folder, 'sample'));
const started = [];
const interrupted = new Promise((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, resolve);
});
const desktop = process.argv.includes('--embedded') ? undefined : codeOnPath();
try {
  await Promise.race([interrupted, desktop ? startDesktop(desktop) : startInBrowser()]);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  for (const { stop } of started) await stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
// a part that was interrupted in the middle must not go on
process.exit();

/** Ends when the window is closed. */
async function startDesktop(code) {
  console.log('Building …');
  await run(process.execPath, ['esbuild.mjs', '--development']);
  const window = openDesktop(code, folder, sample);
  started.push(window);
  console.log(
    `VS Code opens ${sample}, a copy of the sample workspace. Close its window or press Ctrl-C to stop.`,
  );
  await window.ended;
}

/** Ends when VS Code ends. */
async function startInBrowser() {
  await installEmbedded(console.log);
  console.log('Building …');
  await run(process.execPath, ['test/vscode/package.mjs'], { stdio: ['ignore', 'ignore', 'inherit'] });
  await runEmbedded(folder, ['--install-extension', path.join(root, 'dist/mongodb-tls.vsix')]);
  const settings = { ...quietSettings, 'workbench.startupEditor': 'readme', 'git.enabled': true };
  const server = await startEmbedded(folder, { settings, args: ['--disable-workspace-trust'] });
  started.push(server);
  const address = `http://127.0.0.1:${server.port}/?folder=${encodeURIComponent(sample)}`;
  console.log(`\nVS Code with the extension runs at\n\n  ${address}\n\nPress Ctrl-C to stop it.`);
  await server.ended;
}

/** The `code` command, where a window could be shown. */
function codeOnPath() {
  const hasDisplay =
    process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
  if (!hasDisplay) return undefined;
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.map((place) => path.join(place, name)).find((file) => existsSync(file));
}
