import { defineRule } from '../core/rule.ts';
import { faultReports, fileRoles } from '../core/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A certificate file cannot be read because a block in it is damaged',
    citation: 'src/mongo/util/net/ssl_manager_openssl.cpp; OpenSSL, crypto/pem/pem_lib.c',
  },
  function* (config, facts) {
    // Secure Transport does not read CRLFile at all
    const roles = facts.platform === 'macos' ? fileRoles.filter((role) => role !== 'CRLFile') : fileRoles;
    yield* faultReports(config, facts, roles, 'unreadable');
  },
);
