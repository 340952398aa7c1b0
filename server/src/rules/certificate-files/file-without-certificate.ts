import { defineRule } from '../../core/linting/rule.ts';
import { faultReports, identityRoles, trustRoles } from '../../core/deployment/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A file that must hold a certificate holds none',
    citation:
      'src/mongo/util/net/ssl_manager_openssl.cpp, "Can not set up PEM key file", "cannot read certificate authority file"',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    yield* faultReports(config, facts, [...identityRoles, ...trustRoles], 'no-certificate');
  },
);
