import { unknownProtocols } from '../../core/security/protocol-list.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'values',
    summary: 'A protocol to switch off is not one the server knows',
    citation:
      'src/mongo/util/net/ssl_options.cpp, storeSSLDisabledProtocols, "Unrecognized disabledProtocols"',
    formats: ['yaml', 'ini', 'flags'],
    needs: ['net.tls.disabledProtocols'],
  },
  function* (config, facts) {
    const setting = config.get('net.tls.disabledProtocols');
    if (!setting || setting.text === 'none') return;
    yield* unknownProtocols(config, setting, facts.serverVersion, { allowNoPrefix: true });
  },
);
