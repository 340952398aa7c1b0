import { platformOf } from '../../core/config/platform.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { faultReports, identityRoles } from '../../core/deployment/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'The password in the configuration does not open the private key',
    citation: 'src/mongo/util/net/ssl_manager_openssl.cpp, "Can not set up PEM key file"',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    // elsewhere encrypted PEM keys are refused with any password
    if (platformOf(config, facts) !== 'linux') return;
    yield* faultReports(config, facts, identityRoles, 'wrong-password');
  },
);
