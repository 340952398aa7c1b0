import { window, type QuickPickItem } from 'vscode';
import type { PastConnection } from '../connection/history.ts';
import { connectionStringOf, parameter, readConnectionString, withPassword } from '../connection/uri.ts';
import { askPassphrase } from '../quick-input.ts';

interface Item extends QuickPickItem {
  readonly connection?: PastConnection;
}

/** Asks with which user and options servers are asked: as in a test before, or as a connection string says. Undefined where the user leaves. */
export async function askConnection(
  title: string,
  past: readonly PastConnection[],
): Promise<PastConnection | undefined> {
  const items: Item[] = [
    ...past.map((connection) => ({
      label: connection.uri,
      description: Object.keys(connection.options).join(', '),
      connection,
    })),
    { label: '$(edit) Another Connection String…' },
  ];
  const chosen = await window.showQuickPick(items, {
    title,
    placeHolder: 'User and options for every member; the hosts come from the configurations',
    ignoreFocusOut: true,
  });
  if (!chosen) return undefined;
  const connection = chosen.connection ?? (await askString(title));
  return connection && (await withItsPassword(title, connection));
}

async function askString(title: string): Promise<PastConnection | undefined> {
  const text = await window.showInputBox({
    title,
    ignoreFocusOut: true,
    placeHolder: 'mongodb://USER@HOST/?tls=true&tlsCAFile=/etc/ssl/ca.pem',
    prompt:
      'A connection string without a password, which is asked for. Options of TLS stand behind the question mark.',
    validateInput: (value) =>
      connectionStringOf(value.trim()) === undefined ? 'Write mongodb://USER@HOST/ or HOST:PORT' : undefined,
  });
  const uri = text === undefined ? undefined : connectionStringOf(text.trim());
  return uri === undefined ? undefined : { uri, options: {} };
}

async function withItsPassword(
  title: string,
  connection: PastConnection,
): Promise<PastConnection | undefined> {
  const parts = readConnectionString(connection.uri);
  const isByCertificate = parts && parameter(parts, 'authMechanism') === 'MONGODB-X509';
  if (parts?.user === undefined || parts.hasPassword || isByCertificate) return connection;
  const password = await askPassphrase(
    title,
    'The password of the user. It is kept only while this plan is open. Leave it empty for none.',
  );
  if (password === undefined) return undefined;
  return password === '' ? connection : { ...connection, uri: withPassword(connection.uri, password) };
}
