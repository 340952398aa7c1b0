import net from 'node:net';
import path from 'node:path';
import { startHelloServer } from '../hello-server.mjs';
import { root } from '../processes.mjs';
import { expectAccessible, inEachTheme } from './look.mjs';

const formLabel = 'Server or connection string';

/** Testing a connection. */
export const connecting = {
  title: 'Testing connections',
  steps: {
    'a connection is tested with TLS, and the certificate of the server shown': async ({ bench, shoot }) => {
      const server = await startHelloServer(
        path.join(root, 'test/fixtures/sample-workspace/certs/server.pem'),
      );
      try {
        await bench.run('MongoDB TLS: Test Connection');
        await bench.inPage(formLabel, async (form) => {
          await form.getByRole('textbox', { name: formLabel }).fill(`localhost:${server.port}`);
          const authorities = form.getByRole('textbox', { name: 'Certificate authorities' });
          await authorities.fill('certs/ca.pem');
          await authorities.press('Enter');
        });
        await bench.inPage('Connected', (page) =>
          page.getByRole('listitem').filter({ hasText: 'CN=db1.example.net' }).first().waitFor(),
        );
        await shoot('10-connected');
        await expectAccessible(bench, 'Connected', 'The page of a connection');
        await bench.inPage('Connected', (page) =>
          page.getByRole('button', { name: "Inspect the Server's Certificates" }).click(),
        );
        await bench.inPage('As the certificate of a server');
        await shoot('10-certificates-of-server');
      } finally {
        await server.stop();
      }
    },
    'a connection is tested, and its failure explained, readable in each theme and without a mouse': async ({
      bench,
      shoot,
    }) => {
      await bench.open('mongod.conf');
      await bench.run('MongoDB TLS: Test Connection');
      await bench.inPage(formLabel, (form) =>
        form
          .getByRole('combobox', { name: 'Start from' })
          .getByText('from mongod.conf')
          .waitFor({ state: 'attached' }),
      );
      await bench.inPage(formLabel, async (form) => {
        const authorities = form.getByRole('textbox', { name: 'Certificate authorities' });
        const path = await authorities.inputValue();
        if (path !== 'certs/ca.pem') throw new Error(`The file is shown as ${path}`);
      });
      await inEachTheme(bench, async (type) => {
        await shoot(`8-connection-form-${type}`);
        await expectAccessible(bench, formLabel, `The form of a connection in a theme of kind ${type}`);
      });
      await bench.inPage(formLabel, async (form) => {
        const server = form.getByRole('textbox', { name: formLabel });
        await server.fill('no server');
        await server.press('Enter');
        await form.getByRole('alert').getByText('Write mongodb://HOST:PORT/').waitFor();
      });
      await shoot('9-connection-form-fault');
      const address = `mongodb://127.0.0.1:${await closedPort()}/`;
      await bench.inPage(formLabel, async (form) => {
        await form.getByRole('textbox', { name: formLabel }).fill(address);
        await form.getByRole('textbox', { name: 'Certificate authorities' }).fill('');
        await form.getByRole('textbox', { name: 'Certificate of the client' }).fill('');
        await form.getByRole('button', { name: 'Test Connection' }).click();
      });
      await bench.inPage('What to do', async (page) => {
        await page.getByRole('heading', { level: 2, name: 'What to do' }).waitFor();
        await page.getByRole('rowheader', { name: 'Open a TCP connection' }).waitFor();
      });
      await inEachTheme(bench, async (type) => {
        await shoot(`11-connection-failed-${type}`);
        await expectAccessible(bench, 'What to do', `A failed connection in a theme of kind ${type}`);
      });
      await bench.inPage('What to do', (page) =>
        page.getByRole('button', { name: 'Run Again', exact: true }).click(),
      );
      await bench.inPage('shown above');
      await shoot('11-connection-again');
    },
  },
};

/** A port of this machine on which nobody listens. */
async function closedPort() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
