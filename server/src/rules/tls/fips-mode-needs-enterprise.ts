import { defineRule } from '../../core/linting/rule.ts';
import { hasReached } from '../../core/server/server-version.ts';

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'FIPS mode needs MongoDB Enterprise and a FIPS module of the TLS library',
    citation:
      'MongoDB Manual, net.tls.FIPSMode; SERVER-57004; src/mongo/util/net/ssl_manager_openssl.cpp, SetupOpenSSL',
    benchmarks: ['CIS 8 v2.0.0: 4.4', 'STIG 4.x V1R2: V-252146'],
  },
  function* (config, facts) {
    const setting = config.get('net.tls.FIPSMode');
    if (!setting || config.flag('net.tls.FIPSMode') !== true || facts.edition === 'enterprise') return;
    const isUnknown = hasReached(facts.serverVersion, '6.0');
    // there the name itself is unknown, which is another rule's error
    if (isUnknown && facts.edition === 'community') return;
    yield {
      span: setting.span,
      message: isUnknown
        ? 'FIPSMode is a setting of MongoDB Enterprise: a Community server does not start with it, and Enterprise only with a FIPS module of the TLS library.'
        : 'FIPSMode is supported in MongoDB Enterprise only, and the server does not start unless the TLS library has a FIPS module.',
    };
  },
);
