import { defineRule } from '../../core/linting/rule.ts';
import { platformOf } from '../../core/config/platform.ts';
import { damageSeverity } from '../../core/pem/faults/unreadable.ts';
import { faultReports, fileRoles } from '../../core/deployment/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A certificate file cannot be read because a block in it is damaged',
    citation: 'src/mongo/util/net/ssl_manager_openssl.cpp; OpenSSL, crypto/pem/pem_lib.c',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    // Secure Transport does not read CRLFile at all
    const roles = facts.platform === 'macos' ? fileRoles.filter((role) => role !== 'CRLFile') : fileRoles;
    const severity = damageSeverity(platformOf(config, facts));
    for (const report of faultReports(config, facts, roles, 'unreadable')) {
      const more = severity === 'error' ? '' : ' The library of this platform may refuse it too.';
      yield { ...report, severity, message: report.message + more };
    }
  },
);
