import { testRule } from '../../support/rule-tester.ts';

testRule('unopened-quote', {
  valid: [
    "security:\n  ldap:\n    bind:\n      queryUser: the king'\n",
    'net:\n  tls:\n    certificateKeyFilePassword: a"\n',
    'systemLog:\n  path: /a"b"\n',
  ],
  invalid: [
    { text: 'net:\n  tls:\n    CAFile: /c.pem⟦"⟧\n', fixed: 'net:\n  tls:\n    CAFile: /c.pem\n' },
    {
      text: "security:\n  authorization: enabled⟦'⟧ # yes\n",
      fixed: 'security:\n  authorization: enabled # yes\n',
    },
    { text: 'keyFile = /k⟦"⟧\n', fixed: 'keyFile = /k\n' },
  ],
});
