import { disabledProtocols } from '../../core/security/protocols.ts';
import { tlsIsOn } from '../../core/security/tls-mode.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'The protocols left over cannot be used together on macOS',
    citation: 'src/mongo/util/net/ssl_manager_apple.cpp, disabled protocols',
    formats: ['yaml', 'ini', 'flags'],
    needs: ['net.tls.disabledProtocols'],
  },
  function* (config, facts) {
    const setting = config.get('net.tls.disabledProtocols');
    if (facts.platform !== 'macos' || setting?.text === undefined || tlsIsOn(config) !== true) return;
    const disabled = disabledProtocols(setting.text, facts.serverVersion);
    if (!disabled) return;
    const [tls10, tls11, tls12] = (['TLS1_0', 'TLS1_1', 'TLS1_2'] as const).map((name) => disabled.has(name));
    if (tls10 && tls11 && tls12) {
      yield {
        span: setting.valueSpan,
        message: 'TLS 1.0, 1.1 and 1.2 are all off, and macOS has no other: the server does not start.',
      };
    } else if (tls11 && !tls10 && !tls12) {
      yield {
        span: setting.valueSpan,
        message:
          'macOS cannot leave out TLS 1.1 between 1.0 and 1.2: the server does not start. Switch TLS1_0 off too.',
      };
    }
  },
);
