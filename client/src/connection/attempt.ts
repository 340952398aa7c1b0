import { CancellationError, ProgressLocation, window, type CancellationToken } from 'vscode';
import { requests, type ConnectionSecrets, type TestConnectionResult } from '../../../server/src/protocol.ts';
import type { LanguageServer } from '../language-client.ts';
import { askPassphrase } from '../quick-input.ts';
import { readConnectionString } from './uri.ts';

const timeoutMs = 10_000;

/** How to try. */
export interface Manner {
  readonly details: boolean;
  /** The URI of the server's configuration, where the connection was told from it. */
  readonly config?: string;
}

/** Tries until it works, or fails by something else than the passphrase of the private key. */
export async function attempt(
  server: LanguageServer,
  connection: ConnectionSecrets,
  { details, config }: Manner,
): Promise<TestConnectionResult> {
  const hosts = readConnectionString(connection.uri)?.hosts ?? 'the server';
  let options = connection.options;
  for (;;) {
    const secrets: ConnectionSecrets = { uri: connection.uri, options };
    const params = {
      connection: server.seal(JSON.stringify(secrets)),
      timeoutMs,
      details,
      ...(config === undefined ? {} : { textDocument: { uri: config } }),
    };
    const result = await withProgress(`Connecting to ${hosts}`, (token) =>
      server.request(requests.testConnection, params, token),
    );
    const code = result.report.diagnosis?.code;
    if (code !== 'passphrase-required' && code !== 'wrong-passphrase') return result;
    const passphrase = await askPassphrase(
      'Test Connection',
      code === 'wrong-passphrase'
        ? 'The passphrase is wrong. Passphrase of the private key:'
        : 'Passphrase of the private key. It is used once and not kept.',
    );
    if (passphrase === undefined) return result;
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
