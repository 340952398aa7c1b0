import { platformOf } from '../../core/config/platform.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { faultReports, trustRoles } from '../../core/deployment/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'A CA file holds no self-signed root certificate',
    citation: 'OpenSSL, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT; X509_V_FLAG_PARTIAL_CHAIN is not set',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    if (platformOf(config, facts) !== 'linux') return;
    yield* faultReports(config, facts, trustRoles, 'no-anchor');
  },
);
