import type { Config } from '../config/config.ts';
import { settingsOfServer, spanInFile, type StartedServer } from '../deployment/started-server.ts';
import type { Span } from '../text/span.ts';
import type { ServerSource } from './server-source.ts';

/** A member that some file starts: a service, a pod, a unit. */
export interface StartedMember extends Pick<ServerSource, 'within' | 'name' | 'hosts'> {
  readonly server: StartedServer;
  /** The file to show: the configuration where that says all, else the file that starts it. */
  readonly location: string;
  readonly config: Config;
}

/** What makes a server one of several. */
const membership = [
  'replication.replSetName',
  'replication.replSet',
  'sharding.clusterRole',
  'sharding.configDB',
];

/**
 * The members of clusters among servers as they are started, and the configurations that these read: such a file is no further
 * server. A file that one server reads without adding to it stays a file of its own, which a plan may edit.
 */
export function startedMembers(servers: readonly StartedServer[]): {
  readonly members: StartedMember[];
  readonly read: ReadonlySet<string>;
} {
  const readers = new Map<string, number>();
  for (const { location, configuration } of servers) {
    if (!configuration || configuration.location === location) continue;
    readers.set(configuration.location, (readers.get(configuration.location) ?? 0) + 1);
  }
  const members = servers.flatMap((server) => memberOf(server, readers) ?? []);
  return { members, read: new Set(readers.keys()) };
}

function memberOf(server: StartedServer, readers: ReadonlyMap<string, number>): StartedMember | undefined {
  const { start, configuration, location } = server;
  const merged = settingsOfServer(server);
  const around = { server, ...(start.hosts ? { name: start.name, hosts: start.hosts } : {}) };
  if (!merged) return undefined;
  const isOwnFile = configuration !== undefined && readers.get(configuration.location) === 1;
  const addsNothing = (start.flags?.settings ?? []).every(({ canonical }) => canonical === 'config');
  if (isOwnFile && addsNothing)
    return { ...around, location: configuration.location, config: configuration.config };
  if (!membership.some((path) => merged.config.get(path))) return undefined;
  return {
    ...around,
    name: start.name,
    location,
    config: merged.config,
    within: { text: server.text, spanOf: (span) => placeIn(server, merged.base, span) },
  };
}

/** Where the file that starts a server has a place of its merged settings: of another file, where it is named. */
function placeIn({ start, configuration, location }: StartedServer, base: number, span: Span): Span {
  if (!configuration) return span;
  if (span[0] >= base) return [span[0] - base, span[1] - base];
  return configuration.location === location ? spanInFile(configuration, span) : start.span;
}
