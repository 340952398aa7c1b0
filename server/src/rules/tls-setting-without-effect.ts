import { settingsThatNeedTls } from '../core/models/needs-tls.ts';
import { settingsOf } from '../core/models/presence.ts';
import { tlsMode } from '../core/models/tls-mode.ts';
import { defineRule } from '../core/rule.ts';

const ignored = [
  'net.tls.clusterCAFile',
  'net.tls.allowInvalidCertificates',
  'net.tls.allowInvalidHostnames',
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
    tags: ['unnecessary'],
  },
  function* (config, facts) {
    // a file with which the server does not start has a worse fault: tls-setting-without-tls
    if (tlsMode(config).mode !== 'disabled' || settingsThatNeedTls(config, facts.serverVersion).length > 0)
      return;
    for (const setting of settingsOf(config, ignored)) {
      if (setting.text === undefined) continue;
      yield {
        span: setting.span,
        message: `${setting.path} has no effect on connections: TLS is off in this file.`,
      };
    }
  },
);
