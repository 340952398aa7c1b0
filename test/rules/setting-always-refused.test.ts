import { testRule } from '../support/rule-tester.ts';

testRule('setting-always-refused', {
  valid: [
    'setParameter:\n  enableLocalhostAuthBypass: false\n',
    { text: 'security.authSchemaVersion: 3\n', program: 'mongos' },
  ],
  invalid: [
    { text: 'security:\n  ⟦authSchemaVersion: 3⟧\n' },
    {
      text: 'security:\n  keyFile: /k\n  ⟦enableLocalhostAuthBypass: false⟧\nnet:\n  port: 1\n',
      fixed: 'security:\n  keyFile: /k\nnet:\n  port: 1\nsetParameter:\n  enableLocalhostAuthBypass: false\n',
    },
  ],
});
