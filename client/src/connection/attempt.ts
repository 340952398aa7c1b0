import { requests, type ConnectionSecrets, type TestConnectionResult } from '../../../server/src/protocol.ts';
import type { LanguageServer } from '../language-client.ts';
import { withProgress } from '../progress.ts';
import { askPassphrase } from '../quick-input.ts';
import { keyFileOf } from './local-path.ts';
import type { Passphrases } from './passphrases.ts';
import { readConnectionString } from './uri.ts';

const timeoutMs = 10_000;

/** What an attempt works with. */
export interface Means {
  readonly server: Pick<LanguageServer, 'request' | 'seal'>;
  readonly passphrases: Passphrases;
}

/** How to try. */
export interface Manner {
  readonly details: boolean;
  /** The URI of the file from which the connection was told: the server's configuration, or one with a connection string. */
  readonly source?: string;
  /** The passphrase that opened the private key goes to the secret storage. */
  readonly keepPassphrase?: boolean;
}

/** Tries until it works, or fails by something else than the passphrase of the private key. */
export async function attempt(
  { server, passphrases }: Means,
  connection: ConnectionSecrets,
  { details, source, keepPassphrase = false }: Manner,
): Promise<TestConnectionResult> {
  const hosts = readConnectionString(connection.uri)?.hosts ?? 'the server';
  const keyFile = keyFileOf(connection);
  let passphrase =
    connection.options.tlsCertificateKeyFilePassword ?? (keyFile && (await passphrases.of(keyFile)));
  for (;;) {
    const options = {
      ...connection.options,
      ...(passphrase === undefined ? {} : { tlsCertificateKeyFilePassword: passphrase }),
    };
    const secrets: ConnectionSecrets = { uri: connection.uri, options };
    const params = {
      connection: server.seal(JSON.stringify(secrets)),
      timeoutMs,
      details,
      ...(source === undefined ? {} : { textDocument: { uri: source } }),
    };
    const result = await withProgress(`Connecting to ${hosts}`, (token) =>
      server.request(requests.testConnection, params, token),
    );
    const code = result.report.diagnosis?.code;
    if (code !== 'passphrase-required' && code !== 'wrong-passphrase') {
      if (keepPassphrase && keyFile !== undefined && passphrase !== undefined)
        await passphrases.keep(keyFile, passphrase);
      return result;
    }
    const typed = await askPassphrase(
      'Test Connection',
      code === 'wrong-passphrase'
        ? 'The passphrase is wrong. Passphrase of the private key:'
        : `Passphrase of the private key. It is used once${keepPassphrase ? ', and kept if it is right' : ' and not kept'}.`,
    );
    if (typed === undefined) return result;
    passphrase = typed;
  }
}
