import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { accessibilityFaults } from './accessibility.mjs';
import { launchBrowser, openPage } from './browser.mjs';
import { quietSettings, runEmbedded, startEmbedded } from './embedded-vscode.mjs';
import { startHelloServer } from './hello-server.mjs';
import { root, run } from './processes.mjs';
import { copySample } from './sample.mjs';
import { Workbench } from './workbench.mjs';

const pictures = path.join(root, 'test/out');

/** Themes and the class by which VS Code marks their kind. The last one is that of the other pictures, in which all files are shown. */
const themes = {
  'Dark Modern': 'vs-dark',
  'Default High Contrast': 'hc-black',
  'Default High Contrast Light': 'hc-light',
  'Light Modern': 'vs',
};

/** Files of the folder `certs`, and what their pages show. */
const inspected = {
  'server.pem': 'CN=db1.example.net',
  'chain.pem': 'will start; will fail between members: no clientAuth',
  'expired.pem': 'expired 31 days ago',
  'revoked.crl': 'Revoked certificates',
  'client.pem': 'Open with passphrase…',
  'bundle.pem': 'Root CA 149',
};

const settings = {
  ...quietSettings,
  'workbench.colorTheme': 'Light Modern',
  'window.commandCenter': false,
};

/** What a user does, in order: each step goes on where the one before ended. */
const steps = {
  'the deprecated file is underlined and its problems are listed': async ({ bench, shoot }) => {
    await bench.open('mongod.conf');
    await bench.page
      .locator('.monaco-editor .squiggly-hint, .monaco-editor .squiggly-warning')
      .first()
      .waitFor();
    await bench.page.keyboard.press('Control+Shift+M');
    await bench
      .problem(/net\.ssl/)
      .first()
      .waitFor();
    await shoot('1-problems');
  },
  'a hover tells what a setting does': async ({ bench, shoot }) => {
    await bench.word('CAFile').hover();
    await bench.page.locator('.monaco-hover:visible', { hasText: 'MongoDB manual' }).waitFor();
    await shoot('2-hover');
    await bench.page.mouse.move(5, 5);
  },
  'the hover on the mode shows who may connect': async ({ bench, shoot }) => {
    await bench.word('mode').hover();
    await bench.page.locator('.monaco-hover:visible table').waitFor();
    await shoot('2-hover-mode');
    await bench.page.mouse.move(5, 5);
  },
  'the quick fix migrates the whole file, and the problems are gone': async ({ bench, shoot, workspace }) => {
    await bench.putCursorOn('ssl');
    const fix = await bench.quickFix(/net\.ssl.*net\.tls/);
    await shoot('3-quick-fix');
    if (process.argv.includes('--update-images')) await shoot('../../client/images/screenshot');
    await fix.click();
    await bench.line('mode: requireTLS').waitFor();
    await bench
      .problem(/net\.ssl/)
      .first()
      .waitFor({ state: 'detached' });
    await bench.page.keyboard.press('Control+S');
    await bench.saved(path.join(workspace, 'mongod.conf'), /certificateKeyFile: \/etc\/mongodb\/server\.pem/);
    await shoot('4-migrated');
  },
  'the path under the cursor is inspected': async ({ bench, shoot }) => {
    await bench.putCursorOn('/etc/mongodb/server.pem');
    await bench.run('MongoDB TLS: Inspect PEM');
    const page = await bench.webview('CN=db1.example.net');
    await page.getByRole('heading', { level: 1, name: 'server.pem' }).waitFor();
    await page.getByRole('rowheader', { name: 'Alternative names' }).first().waitFor();
    await page.getByRole('row', { name: 'Private key block 2' }).waitFor();
    await shoot('5-inspect');
  },
  'PEM files of all kinds are inspected, readable in each theme and without a mouse': async ({
    bench,
    shoot,
    restart,
    workspace,
    violations,
  }) => {
    const certs = path.join(workspace, 'certs');
    await run(process.execPath, ['server/tools/run-ts.mjs', 'test/vscode/make-pems.ts', certs]);
    const inEachTheme = ['chain.pem', 'expired.pem'];
    for (const [theme, type] of Object.entries(themes)) {
      await restart({ 'workbench.colorTheme': theme });
      await bench.page.locator(`.monaco-workbench.${type}`).waitFor();
      await bench.hidePanel();
      await bench.expand('certs');
      const files = theme === settings['workbench.colorTheme'] ? Object.keys(inspected) : inEachTheme;
      for (const file of files) {
        await bench.closeAll();
        await bench.open(file);
        await bench.run('MongoDB TLS: Inspect PEM');
        const page = await bench.webview(inspected[file]);
        await shoot(`6-${file.replace('.', '-')}-${type}`);
        await expectAccessible(page, bench, `${file} in ${theme}`);
      }
    }
    if (violations.length > 0) throw new Error(violations.join('\n'));
  },
  'a name is copied, and the page says so': async ({ bench }) => {
    await bench.closeAll();
    await bench.open('server.pem');
    await bench.run('MongoDB TLS: Inspect PEM');
    const page = await bench.webview('CN=db1.example.net');
    await page.getByRole('button', { name: 'Copy the user name' }).click();
    await page.getByRole('status').getByText('Copied the user name.').waitFor();
  },
  'a button of the page leads to the block': async ({ bench }) => {
    const page = await bench.webview('CN=db1.example.net');
    await page
      .getByRole('button', { name: /^Go to line/ })
      .last()
      .click();
    await bench.page.locator('.statusbar-item', { hasText: /^Ln 16, Col 1$/ }).waitFor();
  },
  'an encrypted key is opened with its passphrase': async ({ bench, shoot }) => {
    await bench.closeAll();
    await bench.expand('certs');
    await bench.open('client.pem');
    await bench.run('MongoDB TLS: Inspect PEM');
    const page = await bench.webview('CN=reporting');
    await page.getByRole('button', { name: 'Open with passphrase…' }).click();
    const input = bench.page.locator('.quick-input-widget input[type=password]');
    await input.fill('sample');
    await input.press('Enter');
    await bench.webview('belongs to block 1');
    await shoot('7-encrypted-key');
  },
  'a connection is tested with TLS, and the certificate of the server shown': async ({ bench, shoot }) => {
    const server = await startHelloServer(path.join(root, 'test/fixtures/sample-workspace/certs/server.pem'));
    try {
      await bench.run('MongoDB TLS: Test Connection');
      const form = await bench.webview('Server or connection string');
      await form.getByRole('textbox', { name: 'Server or' }).fill(`localhost:${server.port}`);
      await form.getByRole('textbox', { name: 'Certificate authorities' }).fill('certs/ca.pem');
      await form.getByRole('textbox', { name: 'Certificate authorities' }).press('Enter');
      const report = await bench.webview('Connected');
      await report.getByRole('listitem').filter({ hasText: 'CN=db1.example.net' }).first().waitFor();
      await shoot('10-connected');
      await expectAccessible(report, bench, 'The page of a connection');
      await report.getByRole('button', { name: "Inspect the Server's Certificates" }).click();
      await bench.webview('As the certificate of a server');
      await shoot('10-certificates-of-server');
    } finally {
      await server.stop();
    }
  },
  'a connection is tested, and its failure explained': async ({ bench, shoot }) => {
    await bench.closeAll();
    await bench.open('mongod.conf');
    await bench.run('MongoDB TLS: Test Connection');
    const form = await bench.webview('Server or connection string');
    await form
      .getByRole('combobox', { name: 'Start from' })
      .getByText('from mongod.conf')
      .waitFor({ state: 'attached' });
    await shoot('8-connection-form');
    await expectAccessible(form, bench, 'The form of a connection');
    const server = form.getByRole('textbox', { name: 'Server or' });
    await server.fill('no server');
    await server.press('Enter');
    await form.getByRole('alert').getByText('Write mongodb://HOST:PORT/').waitFor();
    await shoot('9-connection-form-fault');
    await server.fill(`mongodb://127.0.0.1:${await closedPort()}/`);
    await form.getByRole('textbox', { name: 'Certificate authorities' }).fill('');
    await form.getByRole('textbox', { name: 'Certificate of the client' }).fill('');
    await form.getByRole('button', { name: 'Test Connection' }).click();
    const report = await bench.webview('What to do');
    await report.getByRole('heading', { level: 2, name: 'What to do' }).waitFor();
    await report.getByRole('rowheader', { name: 'Open a TCP connection' }).waitFor();
    await shoot('11-connection-failed');
    await expectAccessible(report, bench, 'The page of a failed connection');
    const again = report.getByRole('button', { name: 'Run Again', exact: true });
    await again.click();
    await bench.webview('shown above');
    await shoot('11-connection-again');
  },
  'the keyfile shows the character that no key may have': async ({ bench, shoot }) => {
    await bench.closeAll();
    await bench.open('mongodb-keyfile');
    await bench.page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await shoot('12-keyfile');
  },
  'test certificates are made with what is offered, and the configuration is opened': async ({
    bench,
    shoot,
    workspace,
  }) => {
    await bench.closeAll();
    await bench.run('MongoDB TLS: Generate Test Certificates');
    await bench.accept('Where to write the files');
    for (const question of [
      'db1.example.net,10.0.0.1',
      'alice,bob',
      'sql.example.net',
      'Kind of the private',
    ])
      await bench.accept(question);
    await bench.page.locator('.tab', { hasText: 'mongod.conf' }).waitFor();
    await bench.line('For testing only').waitFor();
    await bench.saved(path.join(workspace, 'test-certificates/localhost.pem'), /BEGIN PRIVATE KEY/);
    await shoot('13-test-certificates');
  },
  'a certificate without its key is completed by its fix, and the configuration names the new file': async ({
    bench,
    shoot,
    workspace,
  }) => {
    const pem = readFileSync(path.join(workspace, 'certs/server.pem'), 'utf8');
    const half = pem.indexOf('-----BEGIN PRIVATE');
    const parts = { 'half.crt': pem.slice(0, half), 'half.key': pem.slice(half) };
    for (const [name, text] of Object.entries(parts))
      writeFileSync(path.join(workspace, 'certs', name), text, { mode: 0o600 });
    const settings = ['mode: requireTLS', 'certificateKeyFile: certs/half.crt', 'CAFile: certs/ca.pem'];
    writeFileSync(
      path.join(workspace, 'mongod-half.conf'),
      `net:\n  tls:\n${settings.map((line) => `    ${line}\n`).join('')}`,
    );
    await bench.closeAll();
    await bench.open('mongod-half.conf');
    await bench.page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await bench.putCursorOn('certs/half.crt');
    const fix = await bench.quickFix(/private key/i);
    await shoot('16-certificate-without-key');
    await fix.click();
    await bench.line('certificateKeyFile: certs/half.pem').waitFor();
    await bench.page.locator('.notification-toast', { hasText: 'private key was found' }).waitFor();
    await shoot('17-completed');
    await bench.saved(path.join(workspace, 'certs/half.pem'), /BEGIN CERTIFICATE[^]*BEGIN PRIVATE KEY/);
    await bench.page.keyboard.press('Control+S');
    await bench.saved(path.join(workspace, 'mongod-half.conf'), /certificateKeyFile: certs\/half\.pem/);
  },
  'the keyfiles of all members are rotated together, after a look at what each becomes': async ({
    bench,
    shoot,
    workspace,
  }) => {
    const members = { 'm1.keyfile': 'my secret key', 'm2.keyfile': '- mysecretkey' };
    for (const [name, key] of Object.entries(members))
      writeFileSync(path.join(workspace, name), `${key}\n`, { mode: 0o400 });
    await bench.closeAll();
    await bench.open('m1.keyfile');
    await bench.page.locator('.codelens-decoration', { hasText: '11/1024 characters' }).waitFor();
    await bench.page
      .locator('.codelens-decoration', { hasText: 'Rotate keyfile' })
      .getByText('Rotate')
      .click();
    await bench.answer('The next step for 2 keyfiles');
    // one line in each file, and none of the keys
    await bench.line('# new; 1024 characters; accepted').waitFor();
    await bench.page.locator('.notification-toast', { hasText: 'Nothing is written yet' }).waitFor();
    await shoot('14-rotation-review');
    const shown = await bench.page.locator('.monaco-editor .view-line').allInnerTexts();
    if (/my.?secret/.test(shown.join('\n'))) throw new Error('The review shows a key');
    await bench.page.getByRole('button', { name: 'Write 2 keyfiles' }).click();
    await bench.webview('Restart the members one at a time');
    const key = '[A-Za-z0-9+/]{1024}';
    for (const name of Object.keys(members))
      await bench.saved(path.join(workspace, name), new RegExp(`- "?mysecretkey"?\n- "${key}"\n$`));
    await shoot('15-rotated');
    await bench.closeAll();
    await bench.open('m2.keyfile');
    await bench.run('MongoDB TLS: Rotate Keyfile');
    await bench.answer('The next step for 2 keyfiles');
    // the notification goes away by itself, the button of the review stays
    await bench.page.locator('.editor-actions .action-label[aria-label^="Write the Files"]').click();
    await bench.webview('Restart the members one at a time');
    for (const name of Object.keys(members))
      await bench.saved(path.join(workspace, name), new RegExp(`- "${key}"\n- "?mysecretkey"?\n$`));
  },
};

/**
 * Installs the packed extension into the embedded VS Code and uses it as a person would. Gives the counts; a failed step
 * leaves a picture, and those after it are not tried, since they build on it.
 */
export async function runUi(vsix) {
  mkdirSync(pictures, { recursive: true });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'mongodb-tls-ui-'));
  const cleanUps = [() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })];
  let passed = 0;
  try {
    const workspace = copySample(path.join(folder, 'workspace'));
    await runEmbedded(folder, ['--install-extension', vsix]);
    const server = await startEmbedded(folder, { settings, args: ['--disable-workspace-trust'] });
    cleanUps.unshift(server.stop);
    const browser = await launchBrowser();
    cleanUps.unshift(() => browser.close());
    const host = `127.0.0.1:${server.port}`;
    const page = await openPage(browser, host);
    const violations = [];
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) violations.push(message.text());
    });
    const shoot = (name) => page.screenshot({ path: path.join(pictures, `${name}.png`) });
    await page.goto(`http://${host}/?folder=${encodeURIComponent(workspace)}`);
    const bench = new Workbench(page);
    /** VS Code reads the file of settings when a window opens; the server build does not watch it. */
    const restart = async (changes) => {
      writeFileSync(
        path.join(folder, 'user/User/settings.json'),
        JSON.stringify({ ...settings, ...changes }),
      );
      await page.reload();
    };
    for (const [title, step] of Object.entries(steps)) {
      const started = Date.now();
      try {
        await step({ bench, shoot, workspace, restart, violations });
      } catch (error) {
        await shoot('failed');
        throw new Error(`${title}\n${String(error)}\nPicture: test/out/failed.png`, { cause: error });
      }
      passed++;
      console.log(`  ✓ ${title} (${Date.now() - started} ms)`);
    }
  } catch (error) {
    console.error(`  ✗ ${error.message}`);
  } finally {
    for (const cleanUp of cleanUps) await cleanUp();
  }
  return { passed, failed: Object.keys(steps).length - passed };
}

async function expectAccessible(page, bench, what) {
  const faults = await accessibilityFaults(page, bench.page.keyboard);
  if (faults.length > 0) throw new Error(`${what}: ${faults.join('; ')}`);
}

/** A port of this machine on which nobody listens. */
async function closedPort() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
