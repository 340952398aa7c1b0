import { allowsX509, clusterAuth } from '../../core/security/cluster-auth.ts';
import { tlsMode } from '../../core/security/tls-mode.ts';
import { unlessFlag } from '../../core/config/display-name.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    absence: true,
    summary: 'Members are to authenticate with certificates while TLS is off',
    citation: 'src/mongo/util/net/ssl_options_server.cpp, "need to enable TLS via the tlsMode flag"',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, facts) {
    const { mode, setting } = clusterAuth(config);
    const tls = tlsMode(config);
    if (!setting || !allowsX509(mode) || tls.mode !== 'disabled') return;
    yield {
      span: setting.valueSpan,
      message: `clusterAuthMode ${String(mode)} uses certificates, and TLS is off in this file: the server does not start${tls.setting ? '' : unlessFlag(config, facts, 'net.tls.mode')}.`,
      ...(tls.setting
        ? { related: [{ span: tls.setting.valueSpan, message: 'TLS is switched off here' }] }
        : {}),
    };
  },
);
