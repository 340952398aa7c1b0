import { testRule } from '../../support/rule-tester.ts';

testRule('authorization-disabled-in-vain', {
  valid: [
    'security:\n  authorization: disabled\n',
    'security:\n  authorization: enabled\n  keyFile: /k\n',
    'security:\n  authorization: disabled\n  keyFile: /k\n  transitionToAuth: true\n',
    'noauth = true\nkeyFile = /k\n',
  ],
  invalid: [
    { text: 'security:\n  ⟦authorization: disabled⟧\n  keyFile: /k\n', message: 'security.keyFile' },
    { text: 'security:\n  clusterAuthMode: x509\n  ⟦authorization: disabled⟧\n' },
  ],
});
