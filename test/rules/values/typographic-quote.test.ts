import { testRule } from '../../support/rule-tester.ts';

testRule('typographic-quote', {
  valid: [
    'security:\n  ldap:\n    bind:\n      queryUser: cn=the “reader”\n',
    'systemLog:\n  path: "/var/log/“a”.log"\n',
    '# “quoted”\nnet:\n  port: 27017\n',
    'security:\n  ldap:\n    authz:\n      queryTemplate: |\n        a: “b”\n',
  ],
  invalid: [
    { text: 'net:\n  tls:\n    mode: ⟦“requireTLS”⟧\n', fixed: 'net:\n  tls:\n    mode: "requireTLS"\n' },
    {
      text: 'net:\n  tls:\n    CAFile: ⟦‘C:\\ca.pem’⟧ # old\n',
      fixed: "net:\n  tls:\n    CAFile: 'C:\\ca.pem' # old\n",
      severity: 'error',
    },
    { text: 'security:\n  keyFile: ⟦"/k”⟧\n', fixed: 'security:\n  keyFile: "/k"\n' },
    { text: 'security:\n  ⟦“keyFile”⟧: /k\n', fixed: 'security:\n  keyFile: /k\n', severity: 'error' },
    { text: 'keyFile = ⟦“/k”⟧\nport = 1\n', fixed: 'keyFile = /k\nport = 1\n', message: 'word processor' },
  ],
});
