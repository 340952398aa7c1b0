import { defineRule } from '../core/rule.ts';
import { tlsMode, tlsModes } from '../core/models/tls-mode.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'The TLS mode is not one the server knows',
    citation: 'src/mongo/util/net/ssl_options_server.cpp, storeTLSServerOptions',
    since: '4.2',
  },
  function* (config) {
    const { mode, setting } = tlsMode(config);
    if (mode !== undefined || setting?.text === undefined) return;
    yield {
      span: setting.valueSpan,
      message: `"${setting.text}" is not a TLS mode; the server knows ${tlsModes.join(', ')}, in exactly this spelling.`,
    };
  },
);
