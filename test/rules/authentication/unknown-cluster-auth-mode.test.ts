import { testRule } from '../../support/rule-tester.ts';

testRule('unknown-cluster-auth-mode', {
  valid: [
    'security.clusterAuthMode: keyFile\n',
    'security:\n  clusterAuthMode: "x509"\n',
    'clusterAuthMode = sendX509\n',
    'security.clusterAuthMode: ${MODE}\n',
  ],
  invalid: [
    { text: 'security:\n  clusterAuthMode: ⟦X509⟧\n', fixed: 'security:\n  clusterAuthMode: x509\n' },
    { text: 'clusterAuthMode = ⟦keyfile⟧\n', version: '3.6', fixed: 'clusterAuthMode = keyFile\n' },
    { text: 'security:\n  clusterAuthMode:⟦⟧\n' },
    { text: 'security:\n  clusterAuthMode: ⟦scram⟧\n' },
  ],
});
