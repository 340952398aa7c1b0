import type { Config } from '../../core/config/config.ts';
import { parameter, parameterFlag } from '../../core/config/parameters.ts';
import { platformOf } from '../../core/config/platform.ts';
import { isGiven } from '../../core/config/presence.ts';
import { readFlag, type Setting } from '../../core/config/setting.ts';
import type { Fix } from '../../core/findings/finding.ts';
import { removeSetting } from '../../core/fixing/edits.ts';
import { defaultCiphers } from '../../core/security/needs-tls.ts';
import { tlsIsOn } from '../../core/security/tls-mode.ts';
import { chainOfTrustRequired } from '../../core/security/trust.ts';
import { lookingFor, setting, written, type Exclusion, type Find } from './pair-rule.ts';

/** Settings that exclude each other, by the subject and the id of the rule that says so; each has its page there. */
export const exclusions = {
  'authentication/cluster-auth-x509-twice': {
    severity: 'error',
    summary: 'Members are to be known both by attributes and by an extension',
    citation: 'src/mongo/util/net/ssl_options_server.idl, conflicts of net.tls.clusterAuthX509.attributes',
    since: '7.0',
    formats: ['yaml', 'ini', 'flags'],
    needs: ['net.tls.clusterAuthX509.attributes'],
    pairs: [
      [setting('net.tls.clusterAuthX509.attributes'), setting('net.tls.clusterAuthX509.extensionValue')],
    ],
    reports: 'later',
    message: () =>
      'clusterAuthX509.attributes and clusterAuthX509.extensionValue exclude each other; the server does not start with both.',
    related: 'the other one is here',
  },
  'authentication/member-name-override-conflict': {
    severity: 'error',
    summary: 'The older way to name a second set of members stands beside the newer one',
    citation: 'src/mongo/util/net/ssl_manager.cpp, setClusterAuthX509Config',
    since: '7.0',
    needs: ['setParameter.tlsX509ClusterAuthDNOverride'],
    // the other TLS libraries never look
    when: (config, facts) => platformOf(config, facts) === 'linux' && tlsIsOn(config) === true,
    pairs: [
      [
        withText((config) => parameter(config, 'tlsX509ClusterAuthDNOverride')),
        firstOf(
          withText(setting('net.tls.clusterAuthX509.attributes')),
          withText(setting('net.tls.clusterAuthX509.extensionValue')),
          withText((config) => parameter(config, 'tlsClusterAuthX509Override')),
        ),
      ],
    ],
    reports: 'first',
    message: (_, other) =>
      `tlsX509ClusterAuthDNOverride cannot stand beside ${other.path}; the server does not start with both.`,
    related: 'members are told apart here',
  },
  'authentication/noauth-with-authentication': {
    severity: 'error',
    summary: 'The INI name noauth stands beside a setting that needs authentication',
    citation:
      'src/mongo/db/server_options_nongeneral.idl, conflicts of noauth; src/mongo/util/options_parser/constraints.cpp, MutuallyExclusiveKeyConstraint',
    formats: ['ini', 'flags'],
    pairs: [[written('noauth'), written('auth', 'transitionToAuth', 'keyFile')]],
    reports: 'first',
    message: notBeside,
    related: 'this asks for authentication',
  },
  'ini/conflicting-ini-switches': {
    severity: 'error',
    summary: 'Two names of an INI file or a command line exclude each other',
    citation:
      'src/mongo/db/mongod_options_sharding.idl and server_options_general.idl and server_options_base.idl, conflicts; src/mongo/db/mongod_options.cpp, "both --journal and --nojournal"',
    formats: ['ini', 'flags'],
    pairs: [
      [written('configsvr'), written('shardsvr')],
      [written('configsvr'), written('maintenanceMode')],
      [written('shardsvr'), written('maintenanceMode')],
      [written('objcheck'), written('noobjcheck')],
      [written('journal'), written('nojournal')],
      [written('logpath'), written('syslog')],
      [written('moveParanoia'), written('noMoveParanoia')],
    ],
    reports: 'later',
    message: (reported, other, { format }) => {
      const isOff = [reported, other].some(({ text }) => readFlag(text, format) === false);
      return `${reported.path} cannot stand beside ${other.path}${isOff ? ', even as false' : ''}; the server does not start with both.`;
    },
    related: 'the other one is here',
  },
  'tls/both-tls-modes': {
    severity: 'error',
    summary: 'The TLS mode is given under both of its names',
    citation: 'src/mongo/util/net/ssl_options_server.idl, conflicts of net.tls.mode',
    since: '4.2',
    needs: ['net.ssl.mode'],
    pairs: [[namedMode('net.tls.mode'), setting('net.ssl.mode')]],
    reports: 'later',
    message: ({ path }, other) =>
      `${path} stands beside ${other.path}: mongod refuses to start, or silently uses the old one.`,
    related: 'the mode is given here too',
    fixes: (config, tls, ssl) =>
      tls.text === undefined || ssl.text === undefined
        ? []
        : removing(config, ssl, ssl.text.replace(/SSL$/, 'TLS') === tls.text),
  },
  'tls/ca-file-with-system-ca': {
    severity: 'error',
    summary: 'A CA file and the certificate store of the system are to be trusted together',
    citation:
      'src/mongo/util/net/ssl_options_server.cpp, "use of both a CA File and the System Certificate store"',
    since: chainOfTrustRequired,
    formats: ['yaml', 'ini', 'flags'],
    needs: ['setParameter.tlsUseSystemCA'],
    when: (config) => tlsIsOn(config) === true && parameterFlag(config, 'tlsUseSystemCA') === true,
    pairs: [
      [
        (config) => parameter(config, 'tlsUseSystemCA'),
        (config) => (isGiven(config, 'net.tls.CAFile') ? config.get('net.tls.CAFile') : undefined),
      ],
    ],
    reports: 'first',
    message: () =>
      'tlsUseSystemCA cannot be on while CAFile is given: the server trusts one or the other and does not start with both.',
    related: 'the CA file is given here',
    fixes: (config, system, file) => [
      ...removing(config, system, false, 'tlsUseSystemCA'),
      ...removing(config, file, false),
    ],
  },
  'tls/certificate-selector-with-file': {
    severity: 'error',
    summary: 'A certificate is named both by a file and by a selector',
    citation: 'src/mongo/util/net/ssl_options_server.idl, conflicts of the certificate selectors',
    since: '4.0',
    formats: ['yaml', 'ini', 'flags'],
    needs: ['net.tls.certificateSelector', 'net.tls.clusterCertificateSelector'],
    // elsewhere the name itself is unknown
    when: (config, facts) => platformOf(config, facts) !== 'linux',
    pairs: [
      [
        setting('net.tls.certificateSelector'),
        setting('net.tls.certificateKeyFile', 'net.tls.certificateKeyFilePassword'),
      ],
      [setting('net.tls.clusterCertificateSelector'), setting('net.tls.clusterFile')],
    ],
    reports: 'first',
    message: ({ path }, other) =>
      `${path} cannot stand beside ${other.path}; the server takes the certificate from one place and does not start with both.`,
    related: 'the file is given here',
  },
  'tls/cipher-config-twice': {
    severity: 'error',
    summary: 'Ciphers are set both by a setting and by a parameter',
    citation: 'src/mongo/util/net/ssl_parameters.cpp, validateOpensslCipherConfig',
    formats: ['yaml', 'ini', 'flags'],
    needs: ['net.tls.tlsCipherConfig'],
    pairs: [
      [
        matching(
          (config) => parameter(config, 'opensslCipherConfig'),
          ({ text }) => text !== undefined && text !== '' && text !== defaultCiphers,
        ),
        // that the setting is there counts, and not its value (server-behaviour.md T21)
        matching(setting('net.tls.tlsCipherConfig'), ({ text }) => text !== undefined),
      ],
    ],
    reports: 'first',
    message: (_, other) =>
      `opensslCipherConfig cannot stand beside ${other.path}; the server does not start with both.`,
    related: 'the ciphers are set here too',
  },
  'tls/connection-logging-twice': {
    severity: 'error',
    summary: 'One parameter is set under both of its names',
    citation: 'src/mongo/util/net/ssl_parameters.cpp, validateDisableNonTLSConnectionLogging',
    formats: ['yaml', 'ini', 'flags'],
    since: '4.2',
    needs: ['setParameter.disableNonSSLConnectionLogging'],
    pairs: [
      [
        setting('setParameter.disableNonTLSConnectionLogging'),
        setting('setParameter.disableNonSSLConnectionLogging'),
      ],
    ],
    reports: 'later',
    message: () =>
      'disableNonTLSConnectionLogging and disableNonSSLConnectionLogging are one parameter, and it can be set once only; the server does not start.',
    related: 'it is set here too',
  },
  'tls/tls-on-normal-ports-with-mode': {
    severity: 'error',
    summary: 'The INI name tlsOnNormalPorts stands beside a TLS mode',
    citation: 'src/mongo/util/net/ssl_options_server.idl, conflicts of tlsOnNormalPorts',
    formats: ['ini', 'flags'],
    needs: ['net.tls.mode'],
    pairs: [
      [
        ({ settings }) =>
          settings.find(({ canonical, iniOnly }) => canonical === 'net.tls.mode' && iniOnly !== undefined),
        namedMode('net.tls.mode', 'net.ssl.mode'),
      ],
    ],
    reports: 'first',
    message: ({ path }, mode) =>
      `${path} means the mode requireTLS and cannot stand beside ${mode.path}; the server does not start.`,
    related: 'the mode is given here',
    fixes: (config, ports) => removing(config, ports, false),
  },
  'values/parameter-repeats-setting': {
    severity: 'error',
    summary: 'A parameter and a setting that mean the same are both given',
    citation: 'src/mongo/db/mongod_options.cpp, syncdelay and journalCommitInterval',
    since: '8.0',
    programs: ['mongod'],
    needs: ['storage.syncPeriodSecs', 'storage.journal.commitIntervalMs'],
    pairs: [
      [(config) => parameter(config, 'syncdelay'), setting('storage.syncPeriodSecs')],
      [(config) => parameter(config, 'journalCommitInterval'), setting('storage.journal.commitIntervalMs')],
    ],
    reports: 'first',
    message: ({ path }, other) =>
      `The parameter ${path.replace('setParameter.', '')} and ${other.path} set the same thing; the server does not start with both.`,
    related: 'the setting is here',
  },
} satisfies Readonly<Record<string, Exclusion>>;

function notBeside({ path }: Setting, other: Setting): string {
  return `${path} cannot stand beside ${other.path}; the server does not start with both.`;
}

/** A mode of TLS that stands there as one, and is not what a switch means. */
function namedMode(...names: readonly string[]): Find {
  return ({ settings }) => settings.find(({ canonical, iniOnly }) => names.includes(canonical) && !iniOnly);
}

function matching(find: Find, isMeant: (setting: Setting) => boolean): Find {
  return lookingFor(find.needs, (config) => {
    const found = find(config);
    return found && isMeant(found) ? found : undefined;
  });
}

function withText(find: Find): Find {
  return matching(find, ({ text }) => text !== undefined && text !== '');
}

function firstOf(...finders: readonly Find[]): Find {
  return (config) => finders.map((find) => find(config)).find((found) => found !== undefined);
}

function removing(config: Config, setting: Setting, safe: boolean, name = setting.path): Fix[] {
  const edit = removeSetting(config, setting);
  return edit ? [{ title: `Remove ${name}`, safe, edits: [edit] }] : [];
}
