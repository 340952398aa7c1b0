import { testRule } from '../../support/rule-tester.ts';

testRule('value-on-next-line', {
  valid: [
    'security:\n  keyFile:\n    /k\n',
    'net:\n  tls:\n    mode: requireTLS\n',
    'security:\n  keyFile:\n  authorization: enabled\n',
    'security:\n  keyFile:\n\n# next\nnet:\n  port: 1\n',
    'storage:\n  wiredTiger:\n',
  ],
  invalid: [
    {
      text: 'net:\n  tls:\n    ⟦certificateKeyFilePassword⟧:\n    s3cret\n    mode: requireTLS\n',
      fixed: 'net:\n  tls:\n    certificateKeyFilePassword: s3cret\n    mode: requireTLS\n',
      message: 'stands on the next line',
    },
    {
      text: 'security:\n  ⟦keyFile⟧\n  "/k"\n',
      fixed: 'security:\n  keyFile: "/k"\n',
      message: 'no colon either',
    },
    { text: '⟦keyFile⟧ =\n/k\nport = 1\n', fixed: 'keyFile = /k\nport = 1\n' },
  ],
});
