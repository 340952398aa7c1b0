import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeCrypto } from './host/node-crypto.ts';
import { nodeHost } from './host/node-host.ts';
import { startServer } from './lsp/server.ts';
import { testConnection } from './probe/load.ts';
import { open, sessionKeyVariable } from './sealed.ts';

const key = process.env[sessionKeyVariable] ?? '';
// no process that this one may start has a use for it
Reflect.deleteProperty(process.env, sessionKeyVariable);

// the arguments say how the client talks: --stdio, --node-ipc, --socket=PORT or --pipe=NAME
startServer(createConnection(ProposedFeatures.all), {
  host: nodeHost,
  crypto: nodeCrypto,
  open: (sealed) => open(sealed, key),
  testConnection,
});
