import { disabledProtocols, knowsTls13, tlsProtocols } from '../../core/security/protocols.ts';
import { tlsIsOn } from '../../core/security/tls-mode.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'Every TLS protocol is switched off',
    citation: 'src/mongo/util/net/ssl_manager_openssl.cpp, disabled protocols become options of the library',
    formats: ['yaml', 'ini', 'flags'],
    needs: ['net.tls.disabledProtocols'],
  },
  function* (config, facts) {
    const setting = config.get('net.tls.disabledProtocols');
    if (setting?.text === undefined || tlsIsOn(config) !== true) return;
    const disabled = disabledProtocols(setting.text, facts.serverVersion);
    const known = tlsProtocols.filter((name) => name !== 'TLS1_3' || knowsTls13(facts.serverVersion));
    if (!disabled || !known.every((name) => disabled.has(name))) return;
    yield {
      span: setting.valueSpan,
      message: 'All TLS protocols are switched off: the server starts, but no TLS connection can be made.',
    };
  },
);
