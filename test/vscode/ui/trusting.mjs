/** A workspace that is not trusted. */
export const trusting = {
  title: 'In restricted mode',
  settings: {
    'security.workspace.trust.enabled': true,
    'security.workspace.trust.startupPrompt': 'never',
  },
  steps: {
    'what would be refused is not offered, a command says why, and leads to trust': async ({
      bench,
      shoot,
    }) => {
      const lens = (text) => bench.page.locator('.codelens-decoration', { hasText: text });
      await bench.open('certs/server.pem');
      await lens('days left').first().waitFor();
      await bench.open('mongodb-keyfile');
      await lens('characters').first().waitFor();
      if ((await lens('Rotate').count()) > 0) throw new Error('A lens rotates keyfiles');
      await bench.open('mongod.conf');
      await bench.line('requireSSL').waitFor();
      await bench.run('MongoDB TLS: Test Connection');
      const toast = bench.page.locator('.notification-toast', { hasText: 'a workspace that you trust' });
      await toast.waitFor();
      // the palette itself may still be closing
      await bench.quickInput.waitFor({ state: 'hidden' });
      if ((await bench.tab('Connection').count()) > 0) throw new Error('A form is shown that leads nowhere');
      if ((await lens('Test connection').count()) > 0) throw new Error('A lens tests connections');
      await shoot('27-restricted');
      await toast.getByRole('button', { name: 'Manage Workspace Trust' }).click();
      const editor = bench.page.locator('.workspace-trust-editor');
      const trust = editor.getByRole('button', { name: 'Trust', exact: true });
      await trust.waitFor();
      await shoot('28-workspace-trust');
      await trust.click();
      await bench.page.getByRole('button', { name: /^Close Modal Editor/ }).click();
      await bench.open('mongod.conf');
      await lens('Test connection').waitFor();
    },
  },
};
