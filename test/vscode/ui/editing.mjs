import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What a user does in the editor. */
export const editing = {
  title: 'Editing',
  steps: {
    'the deprecated file is underlined and its problems are listed': async ({ bench, shoot }) => {
      await bench.open('mongod.conf');
      await bench.page
        .locator('.monaco-editor .squiggly-hint, .monaco-editor .squiggly-warning')
        .first()
        .waitFor();
      await bench.run('View: Focus Problems');
      await bench
        .problem(/net\.ssl/)
        .first()
        .waitFor();
      await shoot('1-problems');
    },
    'a hover tells what a setting does': async ({ bench, shoot }) => {
      await bench.open('mongod.conf');
      await bench.hover('CAFile', 'text=MongoDB manual');
      await shoot('2-hover');
      await bench.page.mouse.move(5, 5);
    },
    'the hover on the mode shows who may connect': async ({ bench, shoot }) => {
      await bench.open('mongod.conf');
      await bench.hover('mode', 'table');
      await shoot('2-hover-mode');
      await bench.page.mouse.move(5, 5);
    },
    'the quick fix migrates the whole file, and the problems are gone': async ({
      bench,
      shoot,
      workspace,
    }) => {
      await bench.open('mongod.conf');
      await bench.run('View: Focus Problems');
      await bench
        .problem(/net\.ssl/)
        .first()
        .waitFor();
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
      await bench.saved(
        path.join(workspace, 'mongod.conf'),
        /certificateKeyFile: \/etc\/mongodb\/server\.pem/,
      );
      await shoot('4-migrated');
    },
    'the effective settings stand beside the file, and where each comes from can be read': async ({
      bench,
      shoot,
    }) => {
      await bench.open('mongod.conf');
      await bench.run('MongoDB TLS: Show Effective Settings');
      await bench.tab('Effective settings of mongod.conf').waitFor();
      const beside = bench.page.locator('.editor-group-container').last();
      const origins = beside.locator('.view-line span > span', { hasText: /line\s\d|default/ });
      await origins.nth(5).waitFor();
      await shoot('29-effective-settings');
      const column = await beside.locator('.monaco-editor').boundingBox();
      for (const origin of await origins.all()) {
        const { x, width } = await origin.boundingBox();
        if (x + width > column.x + column.width) throw new Error('Where a setting comes from is cut off');
      }
      if (await beside.locator('.minimap').isVisible()) throw new Error('There is a minimap');
    },
    'the keyfile shows the character that no key may have': async ({ bench, shoot }) => {
      await bench.open('mongodb-keyfile');
      await bench.page.locator('.monaco-editor .squiggly-error').first().waitFor();
      await shoot('12-keyfile');
    },
    'a certificate without its key is completed by its fix, and the configuration names the new file':
      async ({ bench, shoot, workspace }) => {
        writeHalves(workspace);
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
  },
};

/** A certificate and its key in files of their own, and a configuration that names the certificate alone. */
function writeHalves(workspace) {
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
}
