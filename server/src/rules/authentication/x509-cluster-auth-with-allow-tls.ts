import { clusterAuth } from '../../core/security/cluster-auth.ts';
import { isAbsent } from '../../core/config/presence.ts';
import { tlsMode } from '../../core/security/tls-mode.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { hasReached } from '../../core/server/server-version.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'Members are to send certificates, but connect to each other without TLS',
    citation:
      'src/mongo/util/net/ssl_options_server.cpp, "cannot have x.509 cluster authentication in allowTLS mode"',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, facts) {
    const { mode, setting } = clusterAuth(config);
    const tls = tlsMode(config);
    if (!setting || !tls.setting || tls.mode !== 'allowTLS' || (mode !== 'x509' && mode !== 'sendX509'))
      return;
    const isExcused = config.get('security.transitionToAuth')
      ? config.flag('security.transitionToAuth') !== false
      : !isAbsent(config, 'security.transitionToAuth');
    const isAlwaysRefused = mode === 'sendX509' && !hasReached(facts.serverVersion, '5.0');
    if (isExcused && !isAlwaysRefused) return;
    yield {
      span: setting.valueSpan,
      message:
        `clusterAuthMode ${mode} needs the TLS mode preferTLS or requireTLS: ` +
        `with ${tls.setting.text ?? 'allowTLS'} members connect to each other without TLS, and the server does not start${isAlwaysRefused || config.get('security.transitionToAuth') ? '' : unlessFlag(config, facts, 'security.transitionToAuth')}.`,
      related: [{ span: tls.setting.valueSpan, message: 'the TLS mode is given here' }],
    };
  },
);
