import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launchBrowser, openPage } from './browser.mjs';
import { quietSettings, runEmbedded, startEmbedded } from './embedded-vscode.mjs';
import { root } from './processes.mjs';
import { copySample } from './sample.mjs';
import { cluster, story } from './ui/cluster.mjs';
import { connecting } from './ui/connecting.mjs';
import { editing } from './ui/editing.mjs';
import { embedded } from './ui/embedded.mjs';
import { inspecting } from './ui/inspecting.mjs';
import { usualTheme } from './ui/look.mjs';
import { making } from './ui/making.mjs';
import { trusting } from './ui/trusting.mjs';
import { Workbench } from './workbench.mjs';

const pictures = path.join(root, 'test/out');

const settings = {
  ...quietSettings,
  'workbench.colorTheme': usualTheme,
  'window.commandCenter': false,
  'remote.autoForwardPorts': false,
  'security.workspace.trust.enabled': false,
};

/**
 * What a user does, by subject. Each has a workspace of its own, which `lay` fills (by default with the sample), and settings beside
 * the usual ones. Its steps find that window with nothing open, whatever the steps before them did.
 */
const allSubjects = [editing, embedded, inspecting, connecting, making, cluster, story, trusting];

/**
 * Installs the packed extension into the embedded VS Code and uses it as a person would. Gives the counts; a failed step
 * leaves a picture, and the others of its subject are not tried, since it may have left anything.
 */
export async function runUi(vsix, subjects = allSubjects) {
  mkdirSync(pictures, { recursive: true });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'mongodb-tls-ui-'));
  const cleanUps = [() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })];
  const counts = { passed: 0, failed: 0 };
  try {
    await runEmbedded(folder, ['--install-extension', vsix]);
    const server = await startEmbedded(folder);
    cleanUps.unshift(server.stop);
    const browser = await launchBrowser();
    cleanUps.unshift(() => browser.close());
    const host = `127.0.0.1:${server.port}`;
    const page = await openPage(browser, host);
    // a window with files that are not saved asks before it is left
    page.on('dialog', (dialog) => dialog.accept());
    for (const [index, subject] of subjects.entries()) {
      const passed = await passedOf(subject, { folder, host, page, name: `subject-${index + 1}` });
      counts.passed += passed;
      counts.failed += Object.keys(subject.steps).length - passed;
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    counts.failed++;
  } finally {
    for (const cleanUp of cleanUps) await cleanUp();
  }
  return counts;
}

/** Does the steps of a subject in a workspace of its own; gives how many passed. */
async function passedOf({ title, lay = copySample, settings: own, steps }, { folder, host, page, name }) {
  console.log(`  ${title}`);
  const workspace = path.join(folder, name, 'sample');
  const bench = new Workbench(page);
  const shoot = (picture) => page.screenshot({ path: path.join(pictures, `${picture}.png`) });
  const violations = [];
  const listen = (message) => {
    if (/Content Security Policy/.test(message.text())) violations.push(message.text());
  };
  page.on('console', listen);
  let passed = 0;
  try {
    mkdirSync(workspace, { recursive: true });
    await lay(workspace);
    // VS Code reads the file of settings when a window opens; the server build does not watch it
    writeFileSync(path.join(folder, 'user/User/settings.json'), JSON.stringify({ ...settings, ...own }));
    await page.goto(`http://${host}/?folder=${encodeURIComponent(workspace)}`);
    for (const [step, act] of Object.entries(steps)) {
      const started = Date.now();
      try {
        await bench.clear();
        await act({ bench, shoot, workspace });
        if (violations.length > 0) throw new Error(violations.join('\n'));
      } catch (error) {
        await shoot(`failed-${name}`);
        throw new Error(`${step}\n${String(error)}\nPicture: test/out/failed-${name}.png`, { cause: error });
      }
      passed++;
      console.log(`  ✓ ${step} (${Date.now() - started} ms)`);
    }
  } catch (error) {
    console.error(`  ✗ ${error.message}`);
  } finally {
    page.off('console', listen);
  }
  return passed;
}
