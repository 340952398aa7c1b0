import { testRule } from '../../support/rule-tester.ts';

testRule('comment-without-space', {
  valid: [
    'net:\n  tls:\n    certificateKeyFilePassword: a#b\n',
    'storage:\n  dbPath: /data/c#/db\n',
    'net:\n  tls:\n    CAFile: /etc/ca#1.pem\n',
    'security:\n  ldap:\n    bind:\n      queryUser: cn=a#b\n',
    'replication:\n  replSetName: rs#1\n',
    'net:\n  port: 27017 #old\n',
    {
      text: 'security:\n  keyFile: /k#1\n',
      files: new Map([['/k#1', { state: 'present' as const, location: '/k#1', bytes: new Uint8Array() }]]),
    },
    'keyFile = /k#old\n',
  ],
  invalid: [
    {
      text: 'net:\n  tls:\n    CAFile: /c.pem⟦#old⟧\n',
      fixed: 'net:\n  tls:\n    CAFile: /c.pem #old\n',
      severity: 'warning',
    },
    { text: 'net:\n  port: 27017⟦# the usual one⟧\n', fixed: 'net:\n  port: 27017 # the usual one\n' },
    { text: 'security:\n  keyFile: "/k"⟦#old⟧\n', fixed: 'security:\n  keyFile: "/k" #old\n' },
  ],
});
