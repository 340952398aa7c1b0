import { defineRule } from '../../core/linting/rule.ts';
import { faultReports, identityRoles } from '../../core/deployment/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: '`certificateKeyFile` or `clusterFile` holds no private key',
    citation:
      'src/mongo/util/net/ssl_manager_openssl.cpp, "Can not set up PEM key file", "Can not set up ssl clusterFile"',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    yield* faultReports(config, facts, identityRoles, 'no-key');
  },
);
