import { testRule } from '../../support/rule-tester.ts';

testRule('transition-to-auth-without-cluster-auth', {
  valid: [
    'security:\n  transitionToAuth: true\n  keyFile: /k\n',
    'security:\n  transitionToAuth: true\n  clusterAuthMode: x509\n',
    'security:\n  transitionToAuth: false\n',
    'security:\n  transitionToAuth: true\n  clusterAuthMode: {{ mode }}\n',
  ],
  invalid: [
    { text: 'security:\n  ⟦transitionToAuth: true⟧\n', message: 'neither' },
    { text: 'security:\n  clusterAuthMode: sendX509\n  ⟦transitionToAuth: true⟧\n', message: 'sendX509' },
    { text: '⟦transitionToAuth = on⟧\n', version: '3.6' },
  ],
});
