import { defineRule } from '../../core/linting/rule.ts';
import { faultReports, identityRoles, trustRoles } from '../../core/deployment/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'A certificate has a critical extension that OpenSSL does not know',
    citation:
      'RFC 5280, section 4.2; OpenSSL, crypto/x509/x509_vfy.c, X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    yield* faultReports(config, facts, [...identityRoles, ...trustRoles], 'unhandled-extension');
  },
);
