import { testRule } from '../../support/rule-tester.ts';

testRule('key-file-unused', {
  valid: [
    'security:\n  keyFile: /k\n',
    'security:\n  keyFile: /k\n  clusterAuthMode: sendX509\n',
    'security:\n  clusterAuthMode: x509\n',
  ],
  invalid: [
    { text: 'security:\n  ⟦keyFile: /k⟧\n  clusterAuthMode: x509\n', severity: 'info' },
    { text: 'clusterAuthMode = x509\n⟦keyFile = /k⟧\n' },
  ],
});
