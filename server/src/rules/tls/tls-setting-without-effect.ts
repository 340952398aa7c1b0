import { settingsThatNeedTls } from '../../core/security/needs-tls.ts';
import { settingsOf } from '../../core/config/presence.ts';
import { tlsMode } from '../../core/security/tls-mode.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { hasReached } from '../../core/server/server-version.ts';

/** The server warns of them nevertheless (server-behaviour.md W1, W2). */
const warnedOf = ['net.tls.allowInvalidCertificates', 'net.tls.allowInvalidHostnames'];

const ignored = [
  'net.tls.clusterCAFile',
  ...warnedOf,
  'net.tls.allowConnectionsWithoutCertificates',
  'net.tls.logVersions',
];

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'A setting of TLS has no effect because TLS is off',
    citation:
      'src/mongo/util/net/ssl_options_server.cpp, settings that are not checked while the mode is disabled',
    formats: ['yaml', 'ini', 'flags'],
    tags: ['unnecessary'],
  },
  function* (config, facts) {
    // a file with which the server does not start has a worse fault: tls-setting-without-tls
    if (tlsMode(config).mode !== 'disabled' || settingsThatNeedTls(config, facts.serverVersion).length > 0)
      return;
    const where = config.format === 'flags' ? '' : ' in this file';
    const unless = tlsMode(config).setting ? '' : unlessFlag(config, facts, 'net.tls.mode');
    for (const setting of settingsOf(config, ignored)) {
      if (setting.text === undefined) continue;
      const warns =
        warnedOf.includes(setting.canonical) &&
        config.flag(setting.canonical) === true &&
        hasReached(facts.serverVersion, '4.2');
      yield {
        span: setting.span,
        ...(warns ? { severity: 'warning' } : {}),
        message: `${setting.path} has no effect on connections: TLS is off${where}${warns ? ', and the server warns of it at each start' : ''}${unless}.`,
      };
    }
  },
);
