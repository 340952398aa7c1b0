import { defineRule } from '../../core/linting/rule.ts';
import { faultReports } from '../../core/deployment/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'The certificate of the server may not be used for a server',
    citation:
      'RFC 5280, section 4.2.1.12; OpenSSL, crypto/x509/v3_purp.c; the server itself does not look at it',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    yield* faultReports(config, facts, ['certificateKeyFile'], 'no-server-auth');
  },
);
