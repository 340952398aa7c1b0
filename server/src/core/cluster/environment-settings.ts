import type { Flag } from '../command-lines/command-line.ts';
import { configOfCommand } from '../command-lines/command-config.ts';
import type { MergedConfig } from '../deployment/merged-config.ts';
import type { Span } from '../text/span.ts';
import type { Variable } from '../deployment/server-start.ts';
import type { StartedServer } from '../deployment/started-server.ts';

/** What Bitnami's image calls a set that no variable names. */
const defaultName = 'replicaset';

/** The keyfile that it writes. */
const keyFile = '/opt/bitnami/mongodb/conf/keyfile';

/** A server with its settings, merged. */
interface WithSettings {
  readonly server: StartedServer;
  readonly merged: MergedConfig | undefined;
}

/**
 * A server with the settings that Bitnami's image writes into its configuration from variables of the environment, beside those that
 * it has: `MONGODB_REPLICA_SET_MODE` makes it a member, `MONGODB_REPLICA_SET_NAME` says of which set, and `MONGODB_REPLICA_SET_KEY`
 * is what its keyfile holds (server-behaviour.md IM6).
 */
export function withEnvironment(server: StartedServer, merged: MergedConfig | undefined): WithSettings {
  const { service, maker, command, flags } = server.start;
  // a configuration that is mounted is not written
  if (!service || maker !== 'bitnami' || server.configuration) return { server, merged };
  const find = (name: string): Variable | undefined =>
    service.variables.find((variable) => variable.name === name);
  const mode = find('MONGODB_REPLICA_SET_MODE');
  if (!mode || mode.value === '') return { server, merged };
  const set = find('MONGODB_REPLICA_SET_NAME');
  const key = find('MONGODB_REPLICA_SET_KEY');
  const made = [
    flagOf('replSet', set ? set.value : defaultName, (set ?? mode).span),
    ...(key ? [flagOf('keyFile', keyFile, key.span)] : []),
  ];
  const names = new Set(made.map(({ name }) => name));
  const text = flags?.text ?? ' '.repeat(Math.max(...made.map(({ span }) => span[1])));
  const config = configOfCommand(
    { kind: 'commandline', text, commands: [] },
    {
      program: 'mongod',
      span: mode.span,
      flags: [...(command?.flags ?? []).filter(({ name }) => !names.has(name)), ...made],
      complete: command === undefined || command.complete,
      conditional: command?.conditional === true,
    },
  );
  if (!config) return { server, merged };
  return {
    server: key?.value === undefined ? server : withKey(server, key.value),
    merged: { config, base: 0 },
  };
}

function flagOf(name: string, value: string | undefined, span: Span): Flag {
  return { name, span, value, valueSpan: span };
}

function withKey(server: StartedServer, key: string): StartedServer {
  const bytes = new TextEncoder().encode(key);
  const fact = { state: 'present', location: server.location, bytes } as const;
  return { ...server, files: new Map([...server.files, [keyFile, fact]]) };
}
