import type { Config } from '../../core/config/config.ts';
import { settingsOf } from '../../core/config/presence.ts';
import type { Setting } from '../../core/config/setting.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { hasReached, type ServerVersion } from '../../core/server/server-version.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'The start in which the official image makes the first user fails',
    citation:
      'docker-entrypoint.sh of the official image; src/mongo/db/mongod_options.cpp, "Cannot start a ... as a standalone server"',
    programs: ['mongod'],
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, { server, serverVersion }) {
    const { firstStart } = config;
    const maker = server?.maker;
    if (!firstStart || (maker !== 'official' && maker !== 'percona')) return;
    const obstacle = obstacleIn(config, serverVersion, maker);
    if (!obstacle) return;
    const { setting, reason } = obstacle;
    const what =
      firstStart.by === 'user'
        ? 'to make the first user'
        : 'to run the scripts of /docker-entrypoint-initdb.d';
    yield {
      span: firstStart.span,
      message: `With an empty data folder the image first starts mongod alone ${what}, and ${reason}. That start fails, and the container ends.`,
      related: [{ span: setting.span, message: `${setting.path} stands here` }],
    };
  },
);

interface Obstacle {
  readonly setting: Setting;
  readonly reason: string;
}

/** What the entrypoint leaves of the settings and what a server without the others refuses (server-behaviour.md IM2, IM5). */
function obstacleIn(
  config: Config,
  version: ServerVersion,
  maker: 'official' | 'percona',
): Obstacle | undefined {
  const role = config.get('sharding.clusterRole');
  if (role?.text !== undefined && hasReached(version, '5.0') && isStandalone(config, maker)) {
    return {
      setting: role,
      reason: `from 5.0 on a ${role.text} does not start without a replica set, whose name the image leaves out`,
    };
  }
  if (maker === 'percona') return undefined;
  const mode = flagOf(config.get('security.clusterAuthMode'));
  if (
    mode?.text !== undefined &&
    (mode.text.endsWith('X509') || mode.text === 'x509' || hasReached(version, '5.0'))
  ) {
    return { setting: mode, reason: `leaves out --keyFile and TLS, but not --clusterAuthMode ${mode.text}` };
  }
  const transition = flagOf(config.get('security.transitionToAuth'));
  return transition && config.flag('security.transitionToAuth') === true
    ? { setting: transition, reason: 'leaves out --keyFile, but not --transitionToAuth' }
    : undefined;
}

/** Whether that start knows nothing of the replica set. A configuration in the INI format is left as it is. */
function isStandalone(config: Config, maker: 'official' | 'percona'): boolean {
  const [name] = settingsOf(config, ['replication.replSetName', 'replication.replSet']);
  if (!name) return false;
  return name.from === 'flag'
    ? config.firstStart?.by === 'user'
    : maker === 'official' && config.format === 'yaml';
}

function flagOf(setting: Setting | undefined): Setting | undefined {
  return setting?.from === 'flag' ? setting : undefined;
}
