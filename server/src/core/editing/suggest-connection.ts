import { placeholdersIn } from '../client-options/placeholders.ts';
import type { ConnectionString } from '../client-options/connection-string.ts';
import { withoutSecrets } from '../client-options/without-secrets.ts';
import type { Config } from '../config/config.ts';
import { directivesIn } from '../config/directives.ts';
import { tlsMode } from '../security/tls-mode.ts';

/** A connection to try, as a user would type it. Holds no secret. */
export interface SuggestedConnection {
  readonly uri: string;
  /** TLS options by their connection-string names; file paths are local ones. */
  readonly options: Readonly<Record<string, string>>;
  /** The file holds what was left out, such as the password, and it is taken from there. */
  readonly hasSecrets?: true;
}

/**
 * Builds the connection string that reaches the server of a configuration file: its address, its port and the TLS options a
 * client needs. A comment with `host=` and `memberHosts` (host or host:port) win over the addresses the server listens on; `localPath` tells where a
 * file of the server lies on this machine. Undefined for mongosqld, which does not speak MongoDB's protocol, and for a server
 * that only listens on a socket file.
 */
export function suggestConnection(
  config: Config,
  from: { readonly memberHosts: readonly string[]; readonly localPath: (path: string) => string },
): SuggestedConnection | undefined {
  if (config.program === 'mongosqld') return undefined;
  const named = [...statedHosts(config), ...from.memberHosts].map((name) => name.trim());
  const host = named.find((name) => name !== '') ?? listeningHost(config);
  if (host === undefined) return undefined;
  const address = hasPort(host) ? host : `${bracketed(host)}:${String(port(config))}`;
  // a member of a replica set is asked itself, or the driver goes on to names that may not be known here
  const query = config.textOf('replication.replSetName') ? '?directConnection=true' : '';
  return { uri: `mongodb://${address}/${query}`, options: tlsOptions(config, from.localPath) };
}

/** By which others reach the server, as a comment of ours says. */
function statedHosts({ text }: Config): string[] {
  const words = directivesIn(text).flatMap((directive) => directive.words);
  return words.filter(({ name }) => name === 'host').flatMap(({ value }) => value ?? []);
}

/** The connection of a string in a file. Undefined for one that is malformed, or whose hosts are not known before it is used. */
export function connectionOfString(string: ConnectionString): SuggestedConnection | undefined {
  const { text, problems, hosts, isOpen, user, password } = string;
  const hostList = text.slice(hosts[0]?.span[0], hosts.at(-1)?.span[1]);
  if (problems.length > 0 || hosts.length === 0 || isOpen || placeholdersIn(hostList).length > 0)
    return undefined;
  if (user && user.text === undefined) return undefined;
  const uri = withoutSecrets(string);
  // a placeholder is no password
  const isWhole = password === undefined || password.text !== undefined;
  return { uri, options: {}, ...(isWhole && uri !== text ? { hasSecrets: true } : {}) };
}

function tlsOptions(config: Config, localPath: (path: string) => string): Record<string, string> {
  const { mode, setting } = tlsMode(config);
  if (mode === 'disabled' || setting === undefined) return { tls: 'false' };
  const options: Record<string, string> = { tls: 'true' };
  const caFile = config.textOf('net.tls.CAFile');
  if (caFile) options.tlsCAFile = localPath(caFile);
  // without a CAFile the server asks no client for a certificate
  if (caFile && config.flag('net.tls.allowConnectionsWithoutCertificates') !== true) {
    const certificate = config.textOf('net.tls.certificateKeyFile');
    if (certificate) options.tlsCertificateKeyFile = localPath(certificate);
  }
  return options;
}

/** The address to try of those the server listens on; undefined for socket files only, and where a template fills it in. */
function listeningHost(config: Config): string | undefined {
  if (config.get('net.bindIp') === undefined || config.flag('net.bindIpAll') === true) return 'localhost';
  const addresses = (config.textOf('net.bindIp') ?? '').split(',').map((address) => address.trim());
  const reachable = addresses.filter((address) => address !== '' && !address.startsWith('/'));
  const isLocal = (address: string): boolean => /^(localhost|127\.|0\.0\.0\.0$|::1?$|\*$)/.test(address);
  // the name that is in the certificate is more likely the public one
  return reachable.find((address) => !isLocal(address)) ?? (reachable.length > 0 ? 'localhost' : undefined);
}

/** net.port, or the default of the server's role. */
function port(config: Config): number {
  const written = Number(config.textOf('net.port'));
  if (Number.isInteger(written) && written > 0 && written < 65_536) return written;
  const role = config.textOf('sharding.clusterRole');
  return role === 'shardsvr' ? 27018 : role === 'configsvr' ? 27019 : 27017;
}

function hasPort(host: string): boolean {
  return /^[^:]+:\d+$|^\[.*\]:\d+$/.test(host);
}

function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
