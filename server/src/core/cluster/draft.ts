import { baseId, uniqueIds } from './member-ids.ts';
import { directivesIn } from '../config/directives.ts';
import type { ConfigServers } from './member.ts';
import type { ServerSource } from './server-source.ts';

/** A member as its own configuration tells of it, before it is known who the others are. */
export interface Draft {
  readonly source: ServerSource;
  readonly id: string;
  readonly program: 'mongod' | 'mongos';
  readonly replicaSet?: string;
  readonly role?: 'configsvr' | 'shardsvr';
  readonly configServers?: ConfigServers;
  /** By its own comment. */
  readonly hosts: readonly string[];
  readonly port: number;
}

/** What the configurations of servers tell of themselves; those of other programs are left out. */
export function draftsOf(sources: readonly ServerSource[]): Draft[] {
  const servers = sources.filter(({ config }) => config.program !== 'mongosqld');
  const ids = uniqueIds(servers.map(({ name, path }) => ({ base: name ?? baseId(path), path })));
  return servers.map((source, index) => {
    const own = drafts.get(source) ?? draftOf(source);
    drafts.set(source, own);
    return { ...own, id: ids[index] ?? '' };
  });
}

/** Of a thousand servers an edit changes one. */
const drafts = new WeakMap<ServerSource, Omit<Draft, 'id'>>();

function draftOf(source: ServerSource): Omit<Draft, 'id'> {
  const { config } = source;
  const program = config.program === 'mongos' ? 'mongos' : 'mongod';
  const set = config.textOf('replication.replSet') ?? config.textOf('replication.replSetName');
  const replicaSet = set?.split('/', 1)[0];
  const named = config.textOf('sharding.clusterRole');
  const role = named === 'configsvr' || named === 'shardsvr' ? named : undefined;
  const configServers = configServersOf(config.textOf('sharding.configDB'));
  const hosts = hostComment(config.text);
  return {
    source,
    program,
    ...(replicaSet && program === 'mongod' ? { replicaSet } : {}),
    ...(role ? { role } : {}),
    ...(configServers ? { configServers } : {}),
    hosts,
    port: portOf(config.textOf('net.port'), role),
  };
}

function configServersOf(text: string | undefined): ConfigServers | undefined {
  const [, replicaSet, hosts] = /^([^/,]+)\/(.+)$/.exec(text ?? '') ?? [];
  if (replicaSet === undefined || hosts === undefined) return undefined;
  return { replicaSet, hosts: hosts.split(',').map((host) => host.trim()) };
}

/** src/mongo/db/server_options.h: a shard and a config server listen elsewhere by default. */
function portOf(text: string | undefined, role: Draft['role']): number {
  const port = Number(text ?? '');
  if (text !== undefined && Number.isInteger(port) && port > 0) return port;
  return role === 'shardsvr' ? 27018 : role === 'configsvr' ? 27019 : 27017;
}

/** A host with its port, in lower case; without a port that of the role. */
export function normalHost(host: string, port: number): string {
  const written = host.toLowerCase();
  const hasPort = /^(?:\[[^\]]*\]|[^:]*):\d+$/.test(written);
  return hasPort ? written : `${written}:${String(port)}`;
}

/** The addresses by which other members reach a server, as a comment of its file says: `# mongodb-tls: host=db1.example.net:27017`. */
function hostComment(text: string): string[] {
  const hosts = directivesIn(text)
    .flatMap(({ words }) => words)
    .flatMap(({ name, value = '' }) => (name === 'host' ? value.split(',') : []));
  return [...new Set(hosts.filter((host) => host !== ''))];
}
