import type { Config } from '../config/config.ts';
import { factsOfServer, settingsOfServer, type StartedServer } from '../deployment/started-server.ts';
import type { Facts } from '../facts/facts.ts';
import { formatVersion } from '../server/server-version.ts';
import { accessControl, clusterAuth } from '../security/cluster-auth.ts';
import { tlsMode } from '../security/tls-mode.ts';
import type { Span } from '../text/span.ts';

/** A line above the place where a file starts a server. */
export interface ServerLens {
  readonly span: Span;
  /** What the server becomes: `mongod 7.0.14 · requireTLS · keyFile`. */
  readonly title: string;
}

/** One line for each server that a file starts. Holds no secret. */
export function serverLenses(servers: readonly StartedServer[], facts: Facts): ServerLens[] {
  return servers.map((server) => ({ span: server.start.span, title: titleOf(server, facts) }));
}

function titleOf(server: StartedServer, facts: Facts): string {
  const { program, configPath, flags, maker } = server.start;
  const { serverVersion, versionIsAssumed } = factsOfServer(server, facts);
  const merged = settingsOfServer(server)?.config;
  // an image that runs nothing but the server, without any flag
  const isBare = !flags && configPath === undefined && (maker === 'official' || maker === 'mongodb');
  const isElsewhere = configPath !== undefined && !server.configuration;
  return [
    versionIsAssumed === true ? program : `${program} ${formatVersion(serverVersion)}`,
    isBare ? 'no TLS' : modeOf(merged),
    accessOf(merged),
    isElsewhere ? `settings of ${configPath}` : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

/** The mode that comes into effect; undefined where that is not known. */
function modeOf(config: Config | undefined): string | undefined {
  const mode = config && tlsMode(config).mode;
  return mode === 'disabled' ? 'no TLS' : mode;
}

/** How members and clients log in, as the setting that says most calls it; undefined where that is not known. */
function accessOf(config: Config | undefined): string | undefined {
  if (!config) return undefined;
  const { mode } = clusterAuth(config);
  if (mode !== undefined && mode !== 'none') return mode;
  const isOn = accessControl(config);
  return isOn === undefined ? undefined : isOn ? 'authorization' : 'no access control';
}
