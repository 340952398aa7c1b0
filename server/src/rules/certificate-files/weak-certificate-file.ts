import { defineRule } from '../../core/linting/rule.ts';
import { faultReports, identityRoles } from '../../core/deployment/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'The certificate of the server or of the member has a weak key or signature',
    citation: 'OpenSSL, SSL_CTX_set_security_level; NIST SP 800-131A',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    yield* faultReports(config, facts, identityRoles, 'weak');
  },
);
