import { defineRule } from '../../core/linting/rule.ts';
import { faultReports } from '../../core/deployment/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'The revocation list in `CRLFile` is out of date',
    citation: 'OpenSSL, X509_V_ERR_CRL_HAS_EXPIRED; the server does not look at the date when it starts',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    if (facts.platform === 'macos') return;
    yield* faultReports(config, facts, ['CRLFile'], 'expired');
  },
);
