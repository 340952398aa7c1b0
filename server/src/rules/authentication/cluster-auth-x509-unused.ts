import { allowsX509, clusterAuth } from '../../core/security/cluster-auth.ts';
import { settingsOf } from '../../core/config/presence.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'Settings tell members by their certificates, but members do not log in with certificates',
    citation: 'src/mongo/util/net/ssl_options_server.cpp, clusterAuthX509 and clusterAuthMode',
    since: '7.0',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, facts) {
    const { mode } = clusterAuth(config);
    if (mode === undefined || allowsX509(mode)) return;
    const [setting] = settingsOf(config, [
      'net.tls.clusterAuthX509.attributes',
      'net.tls.clusterAuthX509.extensionValue',
    ]);
    if (!setting) return;
    const state = mode === 'none' ? 'none is set' : 'it is keyFile';
    yield {
      span: setting.keySpan,
      message: `${setting.path} needs security.clusterAuthMode sendKeyFile, sendX509 or x509, and ${state}: the server does not start${mode === 'none' ? unlessFlag(config, facts, 'security.clusterAuthMode') : ''}.`,
    };
  },
);
