import { afterEach, expect, it } from 'vitest';
import { CodeLensRefreshRequest, CodeLensRequest } from 'vscode-languageserver/node';
import { notifications } from '../../server/src/protocol.ts';
import { LspClient } from '../support/lsp-client.ts';
import { MemoryHost } from '../support/memory-host.ts';

let client: LspClient;
afterEach(() => client.stop());

it('a workspace that is not trusted has no lens that would be refused, and has it once it is', async () => {
  client = await LspClient.start({ host: new MemoryHost() }, { commands: true });
  const refreshed = new Promise<void>((resolve) => {
    client.connection.onRequest(CodeLensRefreshRequest.type, () => {
      resolve();
    });
  });
  const config = await client.open('/work/mongod.conf', 'net:\n  tls:\n    mode: requireTLS\n');
  const keyFile = await client.open('/work/keyfile', 'abcdefgh\n');
  const lenses = async () => {
    const all = [config, keyFile].map((uri) =>
      client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } }),
    );
    return (await Promise.all(all)).flatMap((found) => found ?? []).map(({ command }) => command?.command);
  };
  expect(await lenses()).toEqual(['']);
  await client.connection.sendNotification(notifications.trustGranted);
  await refreshed;
  expect(await lenses()).toEqual(['mongodbTls.testConnection', '', 'mongodbTls.rotateKeyfile']);
});
