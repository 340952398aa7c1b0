import type { Config } from '../config/config.ts';
import { settingsOfServer, spanInFile, type StartedServer } from '../deployment/started-server.ts';
import { composeNames, overrideNames } from '../deployment/compose-servers.ts';
import type { ServerStart } from '../deployment/server-start.ts';
import type { Span } from '../text/span.ts';
import { withEnvironment } from './environment-settings.ts';
import { isMember } from './membership-settings.ts';
import type { ServerSource } from './server-source.ts';

/** A member that some file starts: a service, a pod, a unit. */
export interface StartedMember extends Pick<ServerSource, 'within' | 'name' | 'hosts' | 'project'> {
  readonly server: StartedServer;
  /** The file to show: the configuration where that says all, else the file that starts it. */
  readonly location: string;
  readonly config: Config;
}

/**
 * The members of clusters among servers as they are started, and the configurations that these read: such a file is no further
 * server. A file that one server reads without adding to it stays a file of its own, which a plan may edit.
 */
export function startedMembers(servers: readonly StartedServer[]): {
  readonly members: StartedMember[];
  readonly read: ReadonlySet<string>;
  /** The configurations that they read, wherever these stand. */
  readonly configs: ReadonlySet<Config>;
} {
  const readers = new Map<string, number>();
  for (const server of servers) {
    const { location, configuration } = server;
    if (!configuration || configuration.location === location) continue;
    const count = server.start.pods?.length ?? 1;
    readers.set(configuration.location, (readers.get(configuration.location) ?? 0) + count);
  }
  const members = servers.flatMap((server) => {
    const member = memberOf(server, readers);
    if (!member) return [];
    const { pods } = server.start;
    // each pod is a member of its own
    return pods ? pods.map(({ name, hosts }) => ({ ...member, name, hosts })) : [member];
  });
  const configs = servers.flatMap(({ configuration }) => configuration?.config ?? []);
  return { members, read: new Set(readers.keys()), configs: new Set(configs) };
}

function memberOf(given: StartedServer, readers: ReadonlyMap<string, number>): StartedMember | undefined {
  const { server, merged } = withEnvironment(given, settingsOfServer(given));
  const { start, configuration, location } = server;
  const around = {
    server,
    ...(start.hosts ? { name: start.name, hosts: hostsOf(start) } : {}),
    ...projectOf(server),
  };
  if (!merged) return undefined;
  const isOwnFile = configuration !== undefined && readers.get(configuration.location) === 1;
  const addsNothing = (start.flags?.settings ?? []).every(({ canonical }) => canonical === 'config');
  if (isOwnFile && addsNothing)
    return { ...around, location: configuration.location, config: configuration.config };
  if (!isMember(merged.config)) return undefined;
  return {
    ...around,
    name: start.name,
    location,
    config: merged.config,
    within: { text: server.text, spanOf: (span) => placeIn(server, merged.base, span) },
  };
}

/** The names of a server; Bitnami's image tells the others the one of a variable (server-behaviour.md IM6). */
function hostsOf({ hosts = [], service, maker }: ServerStart): readonly string[] {
  const told =
    maker === 'bitnami'
      ? service?.variables.find(({ name }) => name === 'MONGODB_ADVERTISED_HOSTNAME')?.value
      : undefined;
  return told === undefined ? hosts : [...new Set([told, ...hosts])];
}

/** A compose file is a project; those that compose reads by itself in a folder are one. */
function projectOf({ start, location }: StartedServer): Pick<ServerSource, 'project'> {
  if (!start.service) return {};
  const name = location.split(/[\\/]/).at(-1) ?? '';
  const isDefault = composeNames.includes(name) || overrideNames.includes(name);
  return { project: isDefault ? location.slice(0, -name.length) : location };
}

/** Where the file that starts a server has a place of its merged settings: of another file, where it is named. */
function placeIn({ start, configuration, location }: StartedServer, base: number, span: Span): Span {
  if (!configuration) return span;
  if (span[0] >= base) return [span[0] - base, span[1] - base];
  return configuration.location === location ? spanInFile(configuration, span) : start.span;
}
