import { defineRule } from '../../core/linting/rule.ts';
import { faultReports } from '../../core/deployment/role-files.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: '`CRLFile` holds no certificate revocation list',
    citation: 'src/mongo/util/net/ssl_manager_openssl.cpp, setupCRL: "cannot read CRL file"',
    formats: ['yaml', 'ini', 'flags'],
    needsFile: true,
  },
  function* (config, facts) {
    // Secure Transport does not read CRLFile at all
    if (facts.platform === 'macos') return;
    yield* faultReports(config, facts, ['CRLFile'], 'no-crl');
  },
);
