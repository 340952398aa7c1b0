import type { Config } from '../../core/config/config.ts';
import { isAbsent, settingsOf } from '../../core/config/presence.ts';
import type { Setting } from '../../core/config/setting.ts';
import { tlsIsOn, tlsMode } from '../../core/security/tls-mode.ts';
import { omissionSpan } from '../../core/config/span-for-missing.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';

/** The settings by which a file shows that others must reach its server, and who they are. */
const callers = {
  'replication.replSetName': 'the other members of the replica set',
  'replication.replSet': 'the other members of the replica set',
  'sharding.clusterRole': 'the rest of the sharded cluster',
  'sharding.configDB': 'the clients of the cluster',
};

export default defineRule(
  'config',
  {
    severity: 'warning',
    absence: true,
    summary: 'The server listens on localhost only, because no address is set',
    citation: 'src/mongo/db/startup_warnings_common.cpp, "This server is bound to localhost"',
    since: '3.6',
  },
  function* (config, facts) {
    if (!isAbsent(config, 'net.bindIp') || mayBindAll(config)) return;
    const [reason, who = 'clients'] = callerOf(config);
    const span = omissionSpan(config, 'net', reason?.keySpan);
    if (!span) return;
    const name = config.format === 'ini' ? 'bind_ip' : 'net.bindIp';
    const unless = unlessFlag(config, facts, 'net.bindIp');
    yield {
      span,
      message: `Without ${name} a server of 3.6 or later listens on localhost only, where ${who} on other machines cannot reach it${unless === '' ? '' : `${unless}, as that of the official container image does`}.`,
      ...(reason && reason.keySpan !== span
        ? { related: [{ span: reason.span, message: 'this is for others to reach' }] }
        : {}),
    };
  },
);

/** `false` says nothing (server-behaviour.md N2). */
function mayBindAll(config: Config): boolean {
  return !isAbsent(config, 'net.bindIpAll') && config.flag('net.bindIpAll') !== false;
}

function callerOf(config: Config): readonly [Setting, string] | readonly [] {
  const [setting] = settingsOf(config, Object.keys(callers)).filter(
    ({ text, keySpan }) => text !== '' && !config.isConditional(keySpan[0]),
  );
  if (setting) return [setting, callers[setting.canonical as keyof typeof callers]];
  const { setting: mode } = tlsMode(config);
  return mode && tlsIsOn(config) === true ? [mode, 'clients'] : [];
}
