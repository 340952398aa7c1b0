import { defineRule } from '../../core/linting/rule.ts';
import { faultReports } from '../../core/deployment/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'The certificate of the server has no subject alternative name',
    citation:
      'src/mongo/util/net/ssl_manager_openssl.cpp, "Server certificate has no compatible Subject Alternative Name"',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    yield* faultReports(config, facts, ['certificateKeyFile'], 'no-alternative-name');
  },
);
