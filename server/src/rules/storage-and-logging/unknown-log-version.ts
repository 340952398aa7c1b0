import { unknownProtocols } from '../../core/security/protocol-list.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'values',
    summary: 'A protocol to log is not one the server knows',
    citation: 'src/mongo/util/net/ssl_options.cpp, storeTLSLogVersion, "Unrecognized tlsLogVersions"',
    formats: ['yaml', 'ini', 'flags'],
    needs: ['net.tls.logVersions'],
  },
  function* (config, facts) {
    const setting = config.get('net.tls.logVersions');
    if (setting) yield* unknownProtocols(config, setting, facts.serverVersion, { allowNoPrefix: false });
  },
);
