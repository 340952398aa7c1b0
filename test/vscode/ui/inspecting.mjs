import path from 'node:path';
import { run } from '../processes.mjs';
import { copySample } from '../sample.mjs';
import { expectAccessible, inEachTheme } from './look.mjs';

/** Files of the folder `certs`, and what their pages show; the first ones are looked at in each theme. */
const inspected = {
  'chain.pem': 'will start; will fail between members: no clientAuth',
  'expired.pem': 'expired 31 days ago',
  'server.pem': 'CN=db1.example.net',
  'revoked.crl': 'Revoked certificates',
  'client.pem': 'Open with passphrase…',
  'bundle.pem': 'Root CA 149',
};
const inAllThemes = ['chain.pem', 'expired.pem'];

/** The page on a PEM file. */
export const inspecting = {
  title: 'Inspecting PEM files',
  lay: async (workspace) => {
    copySample(workspace);
    await run(process.execPath, [
      'server/tools/run-ts.mjs',
      'test/vscode/make-pems.ts',
      path.join(workspace, 'certs'),
    ]);
  },
  steps: {
    'the path under the cursor is inspected': async ({ bench, shoot }) => {
      await bench.open('mongod.conf');
      await bench.putCursorOn('/etc/mongodb/server.pem');
      await bench.run('MongoDB TLS: Inspect PEM');
      await bench.inPage('CN=db1.example.net', async (page) => {
        await page.getByRole('heading', { level: 1, name: 'server.pem' }).waitFor();
        await page.getByRole('rowheader', { name: 'Alternative names' }).first().waitFor();
        await page.getByRole('row', { name: 'Private key block 2' }).waitFor();
      });
      await shoot('5-inspect');
    },
    'PEM files of all kinds are inspected, readable in each theme and without a mouse': async ({
      bench,
      shoot,
    }) => {
      for (const [file, text] of Object.entries(inspected)) {
        const look = async (type) => {
          await shoot(`6-${file.replace('.', '-')}-${type}`);
          await expectAccessible(bench, text, `${file} in a theme of kind ${type}`);
        };
        await bench.closeAll();
        await bench.open(`certs/${file}`);
        await bench.run('MongoDB TLS: Inspect PEM');
        await bench.inPage(text);
        if (inAllThemes.includes(file)) await inEachTheme(bench, look);
        else await look('vs');
      }
    },
    'a name is copied, and the page says so': async ({ bench }) => {
      await bench.open('certs/server.pem');
      await bench.run('MongoDB TLS: Inspect PEM');
      await bench.inPage('CN=db1.example.net', async (page) => {
        await page.getByRole('button', { name: 'Copy the user name' }).click();
        await page.getByRole('status').getByText('Copied the user name.').waitFor();
      });
    },
    'a button of the page leads to the block': async ({ bench }) => {
      await bench.open('certs/server.pem');
      await bench.run('MongoDB TLS: Inspect PEM');
      await bench.inPage('CN=db1.example.net', async (page) => {
        await page
          .getByRole('button', { name: /^Go to line/ })
          .last()
          .click();
      });
      await bench.page.locator('.statusbar-item', { hasText: /^Ln 16, Col 1$/ }).waitFor();
    },
    'an encrypted key is opened with its passphrase': async ({ bench, shoot }) => {
      await bench.open('certs/client.pem');
      await bench.run('MongoDB TLS: Inspect PEM');
      await bench.inPage('CN=reporting', async (page) => {
        await page.getByRole('button', { name: 'Open with passphrase…' }).click();
      });
      const input = bench.page.locator('.quick-input-widget input[type=password]');
      await input.fill('sample');
      await input.press('Enter');
      await bench.inPage('belongs to block 1');
      await shoot('7-encrypted-key');
    },
    'the page is there again after the window was reloaded': async ({ bench, shoot }) => {
      await bench.open('certs/server.pem');
      await bench.run('MongoDB TLS: Inspect PEM');
      await bench.inPage('CN=db1.example.net', async (page) => {
        // what the page keeps reaches VS Code before what is asked later
        await page.getByRole('button', { name: 'Copy the user name' }).click();
        await page.getByRole('status').getByText('Copied the user name.').waitFor();
      });
      await bench.reload();
      await bench.inPage('CN=db1.example.net', (page) =>
        page.getByRole('heading', { level: 1, name: 'server.pem' }).waitFor(),
      );
      await expectColumns(bench, 2);
      await shoot('5-inspect-reloaded');
    },
    'files that are inspected while a page has the focus join its column': async ({ bench }) => {
      await bench.open('certs/server.pem');
      await bench.run('MongoDB TLS: Inspect PEM');
      for (const file of ['certs/client.pem', 'certs/chain.pem']) {
        await bench.inPage('Chain of trust', (page) => page.getByRole('heading', { level: 1 }).click());
        await bench.chooseFor(file, 'Inspect PEM');
        await bench.tab(`Inspect ${path.basename(file)}`).waitFor();
      }
      await expectColumns(bench, 2);
    },
  },
};

async function expectColumns(bench, wanted) {
  const columns = await bench.columns();
  if (columns !== wanted) throw new Error(`There are ${columns} columns of editors instead of ${wanted}`);
}
