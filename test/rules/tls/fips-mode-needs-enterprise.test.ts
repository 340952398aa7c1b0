import { testRule } from '../../support/rule-tester.ts';

testRule('fips-mode-needs-enterprise', {
  valid: [
    'net.tls.FIPSMode: false\n',
    { text: 'net.tls.FIPSMode: true\n', edition: 'enterprise' },
    { text: 'net.tls.FIPSMode: true\n', edition: 'community' },
  ],
  invalid: [
    { text: '⟦net.tls.FIPSMode: true⟧\n', severity: 'info', message: 'Community' },
    { text: '⟦net.ssl.FIPSMode: true⟧\n', version: '5.0', edition: 'community', message: 'FIPS module' },
  ],
});
