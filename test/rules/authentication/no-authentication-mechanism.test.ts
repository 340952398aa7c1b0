import { testRule } from '../../support/rule-tester.ts';

testRule('no-authentication-mechanism', {
  valid: [
    'setParameter:\n  authenticationMechanisms: ""\n',
    'security.authorization: enabled\nsetParameter:\n  authenticationMechanisms: SCRAM-SHA-256\n',
    'security.authorization: enabled\nsetParameter:\n  authenticationMechanisms: {{ list }}\n',
  ],
  invalid: [
    { text: 'security.authorization: enabled\nsetParameter:\n  ⟦authenticationMechanisms: ""⟧\n' },
    { text: 'security:\n  keyFile: /k\n  ⟦authenticationMechanisms: []⟧\n' },
  ],
});
