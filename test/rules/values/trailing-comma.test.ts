import { testRule } from '../../support/rule-tester.ts';

testRule('trailing-comma', {
  valid: [
    'net:\n  bindIp: a,\n',
    '{ "net": {\n  "port": 27017,\n  "bindIp": "a"\n} }\n',
    'net: {\n  port: 27017,\n  bindIp: a\n}\n',
    'security:\n  ldap:\n    bind:\n      queryUser: cn=a,\n',
    'net:\n  tls:\n    certificateKeyFilePassword: a,\n',
  ],
  invalid: [
    {
      text: 'net:\n  tls:\n    CAFile: /c.pem⟦,⟧ # CA\n',
      fixed: 'net:\n  tls:\n    CAFile: /c.pem # CA\n',
      message: 'comma',
    },
    {
      text: 'security:\n  keyFile: "/k"⟦,⟧\n  authorization: enabled⟦;⟧\n',
      fixed: 'security:\n  keyFile: "/k"\n  authorization: enabled\n',
    },
    { text: 'keyFile = /k⟦;⟧\nport = 1⟦,⟧\n', fixed: 'keyFile = /k\nport = 1\n', message: 'semicolon' },
  ],
});
