import { CancellationError, ProgressLocation, window, type CancellationToken } from 'vscode';
import { requests, type ConnectionSecrets, type TestConnectionResult } from '../../../server/src/protocol.ts';
import { askForConnection, type Offers } from '../connection/questions.ts';
import { connectionReport } from '../connection/report.ts';
import { readConnectionString, withoutSecrets } from '../connection/uri.ts';
import type { LanguageServer } from '../language-client.ts';
import { askPassphrase } from '../quick-input.ts';
import type { Command } from './command.ts';

const timeoutMs = 10_000;

/** Asks for a connection, tries it, and shows each step with what went wrong and what to do. */
export const testConnection: Command = {
  id: 'mongodbTls.testConnection',
  needsTrust: true,
  execute: async ({ server, history, reports }) => {
    const suggested = await suggestion(server);
    const connection = await askForConnection({ past: history.list(), ...(suggested ? { suggested } : {}) });
    if (!connection) return;
    await history.add(connection);
    const hosts = readConnectionString(connection.uri)?.hosts ?? 'the server';
    const report = await tryConnection(server, hosts, connection);
    if (!report) return;
    const target = withoutSecrets(connection.uri) ?? hosts;
    await reports.show(`Connection to ${hosts}`, connectionReport(report, target));
  },
};

/** The connection to the server whose configuration is in the active editor. */
async function suggestion(server: LanguageServer): Promise<Offers['suggested']> {
  const document = window.activeTextEditor?.document;
  if (document?.languageId !== 'mongod-conf') return undefined;
  const textDocument = { uri: document.uri.toString() };
  const suggested = await server.request(requests.suggestConnection, { textDocument });
  return suggested ? { ...suggested, from: document.uri.path.replace(/^.*\//, '') } : undefined;
}

/** Tries until it works, or fails by something else than the passphrase of the private key. Undefined where the user leaves. */
async function tryConnection(
  server: LanguageServer,
  hosts: string,
  connection: ConnectionSecrets,
): Promise<TestConnectionResult | undefined> {
  let options = connection.options;
  for (;;) {
    const secrets: ConnectionSecrets = { uri: connection.uri, options };
    const report = await withProgress(`Connecting to ${hosts}`, (token) =>
      server.request(
        requests.testConnection,
        { connection: server.seal(JSON.stringify(secrets)), timeoutMs },
        token,
      ),
    );
    const code = report.diagnosis?.code;
    if (code !== 'passphrase-required' && code !== 'wrong-passphrase') return report;
    const passphrase = await askPassphrase(
      'Test Connection',
      code === 'wrong-passphrase'
        ? 'The passphrase is wrong. Passphrase of the private key:'
        : 'Passphrase of the private key. It is used once and not kept.',
    );
    if (passphrase === undefined) return report;
    options = { ...options, tlsCertificateKeyFilePassword: passphrase };
  }
}

/** Shows progress with Cancel; cancelled, it throws at once, whatever the server does then. */
async function withProgress<T>(title: string, run: (token: CancellationToken) => Promise<T>): Promise<T> {
  return await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    (_progress, token) =>
      Promise.race([
        run(token),
        new Promise<never>((_resolve, reject) => {
          token.onCancellationRequested(() => {
            reject(new CancellationError());
          });
        }),
      ]),
  );
}
