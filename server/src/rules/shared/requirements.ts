import type { Config } from '../../core/config/config.ts';
import { spelled } from '../../core/config/display-name.ts';
import { platformOf } from '../../core/config/platform.ts';
import { isAbsent } from '../../core/config/presence.ts';
import type { ConfigFormat } from '../../core/config/setting.ts';
import type { Facts } from '../../core/facts/facts.ts';
import { addSetting, replaceValue } from '../../core/fixing/edits.ts';
import { removalSeverity } from '../../core/names/removal.ts';
import { allowsX509, clusterAuth } from '../../core/security/cluster-auth.ts';
import { tlsIsOn, tlsMode } from '../../core/security/tls-mode.ts';
import { chainOfTrustRequired, usesSystemCa } from '../../core/security/trust.ts';
import { hasReached } from '../../core/server/server-version.ts';
import { lookingFor, setting, type Requirement } from './pair-rule.ts';

/** Settings that need others, by the subject and the id of the rule that says so; each has its page there. */
export const requirements = {
  'authentication/cluster-auth-without-ca-file': {
    severity: 'error',
    absence: true,
    summary: 'Members are to authenticate with certificates, but there is no CA file to verify them',
    citation: 'src/mongo/util/net/ssl_options_server.cpp, "No TLS certificate validation can be performed"',
    formats: ['yaml', 'ini', 'flags'],
    needs: ['security.clusterAuthMode'],
    of: setting('security.clusterAuthMode'),
    when: (config, facts) => {
      const { mode } = clusterAuth(config);
      const isRefused = hasReached(facts.serverVersion, '5.0') ? allowsX509(mode) : mode === 'x509';
      return isRefused && tlsIsOn(config) === true && hasOtherAuthorities(config, facts);
    },
    missing: ['net.tls.CAFile', 'net.tls.certificateSelector'],
    at: 'value',
    message: ({ text = '' }) =>
      `clusterAuthMode ${text} lets members log in with certificates, which needs a CAFile to verify them; the server does not start`,
    flags: ['net.tls.CAFile'],
  },
  'authentication/cluster-auth-without-key-file': {
    severity: 'error',
    absence: true,
    summary: 'Members are to authenticate with a key file, but none is named',
    citation: 'src/mongo/db/auth/authorization_manager_global.cpp, "Unable to acquire security key[s]"',
    benchmarks: ['CIS 8 v2.0.0: 2.3'],
    formats: ['yaml', 'ini', 'flags'],
    needs: ['security.clusterAuthMode'],
    of: setting('security.clusterAuthMode'),
    when: (config) => {
      const { mode } = clusterAuth(config);
      return mode !== undefined && mode !== 'x509';
    },
    missing: ['security.keyFile'],
    at: 'value',
    message: ({ text = '' }, _, { serverVersion }) =>
      hasReached(serverVersion, '5.0')
        ? `clusterAuthMode ${text} needs security.keyFile; the server does not start without a key`
        : `clusterAuthMode ${text} needs security.keyFile: without it members cannot authenticate, and from 5.0 on the server does not start`,
    severityFor: ({ serverVersion }) => (hasReached(serverVersion, '5.0') ? undefined : 'warning'),
  },
  'authentication/cluster-auth-x509-unused': {
    severity: 'error',
    summary: '`clusterAuthX509` is set, but `clusterAuthMode` does not use certificates',
    citation: 'src/mongo/util/net/ssl_options_server.cpp, clusterAuthX509 and clusterAuthMode',
    since: '7.0',
    formats: ['yaml', 'ini', 'flags'],
    needs: ['net.tls.clusterAuthX509.attributes', 'net.tls.clusterAuthX509.extensionValue'],
    of: setting('net.tls.clusterAuthX509.attributes', 'net.tls.clusterAuthX509.extensionValue'),
    when: (config) => {
      const { mode } = clusterAuth(config);
      return mode !== undefined && !allowsX509(mode);
    },
    at: 'key',
    message: ({ path }, config) =>
      `${path} needs security.clusterAuthMode sendKeyFile, sendX509 or x509, and ${clusterAuth(config).mode === 'none' ? 'none is set' : 'it is keyFile'}: the server does not start`,
    flags: (config) => (clusterAuth(config).mode === 'none' ? ['security.clusterAuthMode'] : []),
  },
  'authentication/transition-to-auth-without-cluster-auth': {
    severity: 'error',
    absence: true,
    summary: 'A change to access control is under way without a way for members to authenticate',
    citation:
      'src/mongo/db/server_options_server_helpers.cpp, "--transitionToAuth must be used with keyFile or x509"',
    formats: ['yaml', 'ini', 'flags'],
    needs: ['security.transitionToAuth'],
    of: switchedOn('security.transitionToAuth'),
    when: (config) => {
      const { mode } = clusterAuth(config);
      return mode === 'none' || mode === 'sendKeyFile' || mode === 'sendX509';
    },
    at: 'line',
    message: (_, config) => {
      const { mode = 'none' } = clusterAuth(config);
      return `transitionToAuth works with a keyFile or with clusterAuthMode x509 only, and ${mode === 'none' ? 'neither is set' : `the mode is ${mode}`}: the server does not start`;
    },
    flags: (config) =>
      clusterAuth(config).mode === 'none' ? ['security.keyFile', 'security.clusterAuthMode'] : [],
  },
  'authentication/x509-cluster-auth-with-allow-tls': {
    severity: 'error',
    summary: 'Members are to send certificates, but connect to each other without TLS',
    citation:
      'src/mongo/util/net/ssl_options_server.cpp, "cannot have x.509 cluster authentication in allowTLS mode"',
    formats: ['yaml', 'ini', 'flags'],
    needs: ['security.clusterAuthMode'],
    of: setting('security.clusterAuthMode'),
    when: (config, facts) => {
      const { mode } = clusterAuth(config);
      if (tlsMode(config).mode !== 'allowTLS' || (mode !== 'x509' && mode !== 'sendX509')) return false;
      const isExcused = config.get('security.transitionToAuth')
        ? config.flag('security.transitionToAuth') !== false
        : !isAbsent(config, 'security.transitionToAuth');
      return !isExcused || transitionIsNoExcuse(config, facts);
    },
    at: 'value',
    message: ({ text = '' }, config) =>
      `clusterAuthMode ${text} needs the TLS mode preferTLS or requireTLS: ` +
      `with ${tlsMode(config).setting?.text ?? 'allowTLS'} members connect to each other without TLS, and the server does not start`,
    flags: (config, facts) =>
      transitionIsNoExcuse(config, facts) || config.get('security.transitionToAuth')
        ? []
        : ['security.transitionToAuth'],
    related: (config) => modeHere(config, 'the TLS mode is given here'),
  },
  'authentication/x509-cluster-auth-without-tls': {
    severity: 'error',
    absence: true,
    summary: 'Members are to authenticate with certificates while TLS is off',
    citation: 'src/mongo/util/net/ssl_options_server.cpp, "need to enable TLS via the tlsMode flag"',
    formats: ['yaml', 'ini', 'flags'],
    needs: ['security.clusterAuthMode'],
    of: setting('security.clusterAuthMode'),
    when: (config) => allowsX509(clusterAuth(config).mode) && tlsMode(config).mode === 'disabled',
    at: 'value',
    message: ({ text = '' }) =>
      `clusterAuthMode ${text} uses certificates, and TLS is off in this file: the server does not start`,
    flags: (config) => (tlsMode(config).setting ? [] : ['net.tls.mode']),
    related: (config) => modeHere(config, 'TLS is switched off here'),
  },
  'network/cluster-role-without-replica-set': {
    severity: 'error',
    absence: true,
    summary: 'A shard or config server without a replica set name',
    citation: 'src/mongo/db/mongod_options.cpp, storeMongodOptions',
    since: '5.0',
    programs: ['mongod'],
    formats: ['yaml', 'ini', 'flags'],
    needs: ['sharding.clusterRole'],
    of: setting('sharding.clusterRole'),
    // a backup of a shard may be opened on its own
    when: (config, _, { text }) =>
      text === 'configsvr' || (text === 'shardsvr' && !config.get('storage.queryableBackupMode')),
    missing: ['replication.replSetName', 'replication.replSet'],
    at: 'value',
    message: ({ text = '' }, config) =>
      `A ${text} must be a member of a replica set; without ${spelled(config, 'replication.replSetName')} a server of 5.0 or later does not start`,
    flags: ['replication.replSetName'],
    severityFor: (facts) => removalSeverity('5.0', facts),
  },
  'network/router-port-without-cluster-role': {
    severity: 'error',
    absence: true,
    summary: 'A router port on a server that is neither shard nor config server',
    citation: 'src/mongo/db/mongod_options.cpp, storeMongodOptions: routerPort',
    since: '8.0',
    programs: ['mongod'],
    needs: ['net.routerPort'],
    of: setting('net.routerPort'),
    missing: ['sharding.clusterRole'],
    at: 'key',
    message: ({ path }) =>
      `${path} needs sharding.clusterRole shardsvr or configsvr; the server does not start`,
    flags: ['--shardsvr', '--configsvr'],
  },
  'storage-and-logging/fork-without-log': {
    severity: 'error',
    absence: true,
    summary: 'The server is to run in the background without a log',
    citation: 'src/mongo/db/server_options_server_helpers.cpp, validateServerOptions',
    formats: ['yaml', 'ini', 'flags'],
    needs: ['processManagement.fork'],
    of: switchedOn('processManagement.fork'),
    when: (config, facts) => platformOf(config, facts) !== 'windows',
    // a destination without a path is a fault of its own
    missing: ['systemLog.path', 'systemLog.destination'],
    at: 'key',
    message: ({ path }) =>
      `${path} needs a log file or syslog, because there is no terminal to write to; the server does not start`,
    flags: ['--logpath', '--syslog'],
  },
  'storage-and-logging/log-reopen-without-append': {
    severity: 'error',
    summary: 'Logs are to be reopened without being appended to',
    citation: 'src/mongo/db/server_options_server_helpers.cpp, storeServerOptions',
    benchmarks: ['CIS 8 v2.0.0: 5.4'],
    formats: ['yaml', 'ini', 'flags'],
    needs: ['systemLog.logRotate'],
    of: setting('systemLog.logRotate'),
    when: (config, _, { text }) =>
      text === 'reopen' &&
      (config.get('systemLog.logAppend')
        ? config.flag('systemLog.logAppend') === false
        : isAbsent(config, 'systemLog.logAppend')),
    at: 'value',
    message: ({ path }, { format }) =>
      `${path} reopen needs ${appending[format]}; the server does not start otherwise`,
    flags: (config) => (config.get('systemLog.logAppend') ? [] : ['systemLog.logAppend']),
    fix: (config, rotate) => {
      const append = config.get('systemLog.logAppend');
      const added = () =>
        config.template ? undefined : addSetting(config, 'systemLog.logAppend', 'true', rotate);
      const edit = append ? replaceValue(config, append, 'true') : added();
      return edit && { title: 'Append to the log', safe: true, edits: [edit] };
    },
  },
  'tls/cluster-ca-file-without-ca-file': {
    severity: 'error',
    absence: true,
    summary: 'A CA file for incoming connections is given without one for outgoing connections',
    citation: 'src/mongo/util/net/ssl_options_server.cpp, tlsClusterCAFile requires tlsCAFile',
    since: chainOfTrustRequired,
    formats: ['yaml', 'ini', 'flags'],
    needs: ['net.tls.clusterCAFile'],
    of: setting('net.tls.clusterCAFile'),
    when: (config) => tlsIsOn(config) === true,
    missing: ['net.tls.CAFile'],
    at: 'key',
    message: ({ path }) =>
      `${path} needs a CAFile beside it, and tlsUseSystemCA does not take its place: the server does not start`,
    fix: (config, cluster) => {
      const edit =
        cluster.text === undefined ? undefined : addSetting(config, 'net.tls.CAFile', cluster.text, cluster);
      return edit && { title: 'Use the same file as CAFile', safe: false, edits: [edit] };
    },
  },
  'tls/crl-file-without-ca-file': {
    severity: 'error',
    absence: true,
    summary: 'A list of revoked certificates is given without a CA file',
    citation: 'src/mongo/util/net/ssl_options_server.cpp, "need tlsCAFile with tlsCRLFile"',
    formats: ['yaml', 'ini', 'flags'],
    needs: ['net.tls.CRLFile'],
    of: setting('net.tls.CRLFile'),
    when: (config, facts) => tlsIsOn(config) === true && hasOtherAuthorities(config, facts),
    missing: ['net.tls.CAFile'],
    at: 'key',
    message: ({ path }) =>
      `${path} needs a CAFile beside it: the lists are only looked at with authorities of one's own, and the server does not start`,
  },
} satisfies Readonly<Record<string, Requirement>>;

const appending: Readonly<Record<ConfigFormat, string>> = {
  yaml: 'systemLog.logAppend true',
  ini: 'logappend true',
  flags: '--logappend',
};

function switchedOn(path: string): Requirement['of'] {
  return lookingFor([path], (config) => (config.flag(path) === true ? config.get(path) : undefined));
}

/** Without any authorities the newer releases complain of that first: tls-without-chain-of-trust. */
function hasOtherAuthorities(config: Config, { serverVersion }: Facts): boolean {
  return !hasReached(serverVersion, chainOfTrustRequired) || usesSystemCa(config) === true;
}

/** Before 5.0 sendX509 was refused during a change to access control, too. */
function transitionIsNoExcuse(config: Config, { serverVersion }: Facts): boolean {
  return clusterAuth(config).mode === 'sendX509' && !hasReached(serverVersion, '5.0');
}

function modeHere(config: Config, message: string): ReturnType<NonNullable<Requirement['related']>> {
  const { setting: mode } = tlsMode(config);
  return mode && { span: mode.valueSpan, message };
}
