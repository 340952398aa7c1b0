import type { Snippet } from '../client-options/snippets/snippet.ts';
import { snippetConnection } from '../client-options/snippets/snippet-connection.ts';
import { snippetsFor, type SnippetClient } from '../client-options/snippets/snippets.ts';
import { parseConnectionString, type ConnectionString } from '../client-options/connection-string.ts';
import { isUnknown } from '../client-options/placeholders.ts';
import type { Config } from '../config/config.ts';
import { suggestConnection, type SuggestedConnection } from './suggest-connection.ts';

/** How one client connects. Holds no secret. */
export type ClientSnippet = Snippet & { readonly id: SnippetClient };

/** How clients connect to the server of a configuration: from elsewhere, so that files keep the names they have there. */
export function snippetsForConfig(config: Config, memberHosts: readonly string[]): ClientSnippet[] {
  const suggested = suggestConnection(config, { memberHosts, localPath: (path) => path });
  if (!suggested) return [];
  const { options } = suggested;
  // the server's own key is not for its clients
  const own = options.tlsCertificateKeyFile === undefined ? {} : { tlsCertificateKeyFile: 'client.pem' };
  return snippetsForConnection({ uri: clientUri(config, suggested.uri), options: { ...options, ...own } });
}

/** An application connects to the whole set, and as a user where there are any. */
function clientUri(config: Config, uri: string): string {
  const set = config.textOf('replication.replSetName');
  const whole =
    set === undefined ? uri : uri.replace('directConnection=true', `replicaSet=${encodeURIComponent(set)}`);
  const hasUsers =
    config.textOf('security.authorization') === 'enabled' ||
    config.get('security.keyFile') !== undefined ||
    config.get('security.clusterAuthMode') !== undefined;
  return hasUsers
    ? `${whole.replace('://', '://USER@')}${whole.includes('?') ? '&' : '?'}authSource=admin`
    : whole;
}

/** How clients connect as a connection string says; none for one that is malformed. */
export function snippetsForString(uri: ConnectionString): ClientSnippet[] {
  return isWellFormed(uri) ? snippetsFor(snippetConnection(uri)) : [];
}

/** What is taken for a host may be a part of a password otherwise. */
function isWellFormed({ problems, hosts }: ConnectionString): boolean {
  return problems.length === 0 && hosts.every(({ port = '1' }) => /^\d+$/.test(port) || isUnknown(port));
}

/** How clients connect as a connection string and the options beside it say. */
export function snippetsForConnection({ uri, options }: SuggestedConnection): ClientSnippet[] {
  const string = parseConnectionString(uri);
  return isWellFormed(string) ? snippetsFor(snippetConnection(string, options)) : [];
}
