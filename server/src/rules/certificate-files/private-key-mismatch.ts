import { defineRule } from '../../core/linting/rule.ts';
import { faultReports, identityRoles } from '../../core/deployment/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'The private key in a file does not belong to its first certificate',
    citation: 'src/mongo/util/net/ssl_manager_openssl.cpp, SSL_CTX_check_private_key',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    yield* faultReports(config, facts, identityRoles, 'key-mismatch');
  },
);
