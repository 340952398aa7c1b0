import { testRule } from '../../support/rule-tester.ts';

testRule('run-time-parameter', {
  valid: ['setParameter:\n  scramIterationCount: 20000\n', 'security:\n  clusterAuthMode: keyFile\n'],
  invalid: [
    { text: 'setParameter:\n  ⟦tlsMode⟧: requireTLS\n', message: 'net.tls.mode' },
    { text: 'setParameter = ⟦clusterAuthMode⟧=x509\n', version: '4.0', message: 'security.clusterAuthMode' },
  ],
});
