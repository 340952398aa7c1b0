import { testRule } from '../../support/rule-tester.ts';

testRule('cluster-auth-without-key-file', {
  valid: [
    'security:\n  clusterAuthMode: keyFile\n  keyFile: /k\n',
    'security:\n  clusterAuthMode: sendX509\n  keyFile: {{ key }}\n',
    'security:\n  clusterAuthMode: x509\n',
    'security:\n  clusterAuthMode: nonsense\n',
  ],
  invalid: [
    { text: 'security:\n  clusterAuthMode: ⟦keyFile⟧\n', severity: 'error' },
    { text: 'security:\n  clusterAuthMode: ⟦sendX509⟧\n', severity: 'error' },
    { text: 'clusterAuthMode = ⟦sendKeyFile⟧\n', version: '4.4', severity: 'warning' },
  ],
});
