import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { URLSearchParams } from 'node:url';
import { launchBrowser, openPage } from './browser.mjs';
import { quietSettings, startEmbedded } from './embedded-vscode.mjs';
import { root } from './processes.mjs';
import { copySample } from './sample.mjs';

const longest = 180_000;

/**
 * Runs the bundled Mocha suite inside the extension host of the embedded VS Code; gives its counts. The suite writes them to
 * a file as its last act and nothing else is trusted: VS Code reports success too when the extension host dies in the middle.
 */
export async function runSuiteInBrowser(suite) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'mongodb-tls-suite-'));
  const result = path.join(folder, 'result.json');
  const output = path.join(folder, 'output.txt');
  try {
    await visit(folder, suite, { MONGODB_TLS_TEST_RESULT: result, MONGODB_TLS_TEST_OUTPUT: output });
    if (existsSync(output)) process.stdout.write(readFileSync(output, 'utf8'));
    const hasEnded = existsSync(result);
    if (!hasEnded) console.error('The suite in the extension host did not come to its end.');
    const counts = hasEnded ? JSON.parse(readFileSync(result, 'utf8')) : { passed: 0, failed: 1 };
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Opens VS Code in a browser until the suite has ended. What goes wrong is printed: the suite's own note tells the result. */
async function visit(folder, suite, env) {
  const cleanUps = [];
  try {
    const workspace = copySample(path.join(folder, 'workspace'));
    const server = await startEmbedded(folder, {
      settings: { ...quietSettings, 'security.workspace.trust.enabled': false },
      // without the driver VS Code ignores the paths of extension and tests in the address
      args: ['--disable-workspace-trust', '--enable-smoke-test-driver'],
      env,
    });
    cleanUps.unshift(server.stop);
    const browser = await launchBrowser();
    cleanUps.unshift(() => browser.close());
    const host = `127.0.0.1:${server.port}`;
    const page = await openPage(browser, host);
    let timer;
    const ended = new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`No end after ${longest / 1000} s.`)), longest);
      page.on('crash', () => reject(new Error('The browser crashed.')));
      server.ended.then((code) => reject(new Error(`VS Code ended with ${code}.`)), reject);
      page.exposeFunction('codeAutomationExit', resolve).catch(reject);
    });
    cleanUps.unshift(() => clearTimeout(timer));
    await page.exposeFunction('codeAutomationLog', () => undefined);
    await page.goto(addressOf(host, workspace, suite));
    await ended;
  } catch (error) {
    console.error(String(error));
  } finally {
    for (const cleanUp of cleanUps) await cleanUp();
  }
}

function addressOf(host, workspace, suite) {
  const remote = (file) => `vscode-remote://${host}${encodeURI(file)}`;
  const payload = [
    ['extensionDevelopmentPath', remote(root)],
    ['extensionTestsPath', remote(suite)],
    ['skipWelcome', 'true'],
  ];
  const query = new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) });
  return `http://${host}/?${query}`;
}
