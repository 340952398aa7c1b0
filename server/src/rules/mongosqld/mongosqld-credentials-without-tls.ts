import type { Config } from '../../core/config/config.ts';
import { isAbsent, isGiven } from '../../core/config/presence.ts';
import type { Setting } from '../../core/config/setting.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { Report } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    absence: true,
    summary: 'User names and passwords may go over the network without TLS',
    citation:
      'MongoDB Connector for BI manual, reference/mongosqld: net.ssl.mode, mongodb.net.ssl.enabled, security.enabled',
    programs: ['mongosqld'],
    formats: ['yaml'],
  },
  function* (config) {
    yield* toServer(config);
    yield* fromClients(config);
  },
);

/** The way from mongosqld to the MongoDB server: one switch, off unless set. */
function* toServer(config: Config): Iterable<Report> {
  const login = loginOf(config);
  const enabled = config.get('mongodb.net.ssl.enabled');
  if (!login || (enabled ? config.flag('mongodb.net.ssl.enabled') !== false : !isOff(config))) return;
  const address = config.get('mongodb.net.uri')?.text;
  if (address !== undefined && /[?&](?:ssl|tls)=true\b/i.test(address)) return;
  const isLocal = address === undefined || isLocalAddress(address);
  // nobody said anything, and nothing leaves the machine
  if (isLocal && !enabled) return;
  yield {
    span: enabled?.valueSpan ?? login.keySpan,
    ...(isLocal ? { severity: 'info' } : {}),
    message: isLocal
      ? 'mongosqld logs in to the MongoDB server without TLS; that is safe only while the server is on the same machine.'
      : 'mongosqld logs in to the MongoDB server without TLS: whoever reads the network reads the data, and with the mechanism PLAIN the password too.',
    ...(enabled ? { related: [{ span: login.keySpan, message: 'it logs in with this' }] } : {}),
  };
}

function isOff(config: Config): boolean {
  return isAbsent(config, 'mongodb.net.ssl.enabled');
}

/** What mongosqld logs in to the server with; certificates need TLS anyway. */
function loginOf(config: Config): Setting | undefined {
  const name = ['mongodb.net.auth.password', 'mongodb.net.auth.username'].find((path) =>
    isGiven(config, path),
  );
  return name === undefined ? undefined : config.get(name);
}

function isLocalAddress(address: string): boolean {
  const hosts = /^(?:mongodb:\/\/)?(?:[^@/]*@)?([^/?]*)/.exec(address)?.[1]?.split(',') ?? [];
  return hosts.every((host) => /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i.test(host));
}

/** The way from SQL clients to mongosqld, where they have to log in. */
function* fromClients(config: Config): Iterable<Report> {
  const mode = config.get('net.ssl.mode');
  const needsLogin = config.flag('security.enabled') === true || loginOf(config) !== undefined;
  if (!needsLogin || mode?.text !== 'allowSSL') return;
  yield {
    span: mode.valueSpan,
    message:
      'With allowSSL SQL clients may log in without TLS too, and those of MySQL then send the password in plain text; requireSSL refuses them.',
  };
}
