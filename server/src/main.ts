import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeHost } from './host/node-host.ts';
import { startServer } from './lsp/server.ts';

// the arguments say how the client talks: --stdio, --node-ipc, --socket=PORT or --pipe=NAME
startServer(createConnection(ProposedFeatures.all), { host: nodeHost });
