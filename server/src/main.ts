import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { Framing } from './host/framing.ts';
import { nodeCrypto } from './host/node-crypto.ts';
import { nodeHost } from './host/node-host.ts';
import { startServer } from './lsp/server.ts';
import { warmUp } from './lsp/warm-up.ts';
import { testConnection } from './probe/load.ts';
import { allRules } from './rules/all-rules.ts';
import { open, sessionKeyVariable } from './sealed.ts';

const key = process.env[sessionKeyVariable] ?? '';
// no process that this one may start has a use for it
Reflect.deleteProperty(process.env, sessionKeyVariable);

// the arguments say how the client talks; most editors mean the standard streams, and some cannot give arguments
const transports = ['--stdio', '--node-ipc', '--socket', '--pipe'];
if (!process.argv.some((argument) => transports.some((transport) => argument.startsWith(transport))))
  process.argv.push('--stdio');

if (process.argv.includes('--stdio')) {
  const framing = new Framing();
  process.stdin.on('data', (chunk: Buffer) => {
    const fault = framing.take(chunk);
    if (fault === undefined) return;
    process.stderr.write(`mongodb-tls: standard input is not the language server protocol: ${fault}\n`);
    process.exit(1);
  });
}

const connection = createConnection(ProposedFeatures.all);
// an answer that nobody waited for is no reason to leave the editor without a server
process.on('unhandledRejection', (reason) => {
  connection.console.error(
    `A promise failed: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`,
  );
});
startServer(connection, {
  host: nodeHost,
  crypto: nodeCrypto,
  open: (sealed) => open(sealed, key),
  testConnection,
});
warmUp(allRules);
