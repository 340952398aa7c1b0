import { testRule } from '../../support/rule-tester.ts';

testRule('missing-colon', {
  valid: [
    'net:\n  port: 1\n',
    'net:\n  bindIp:\n',
    // reported as an unknown setting
    'net:\n  port: 1\n  foo\n',
    'net:\n  ? port\n  : 1\n',
    'net: &n\n  port: 1\nother: *n\n',
    'net: {port, bindIp}\n',
    'net:\n  port: 1\n  mode:requireTLS\n',
    'port = 1\n',
  ],
  invalid: [
    {
      text: 'net:\n  ⟦port 27017⟧\n  bindIp: a\n',
      fixed: 'net:\n  port: 27017\n  bindIp: a\n',
      message: 'no colon',
    },
    {
      text: 'net:\n  port: 1\n  ⟦bindIp⟧ # c\n  ipv6: true\n',
      fixed: 'net:\n  port: 1\n  bindIp: # c\n  ipv6: true\n',
    },
    {
      text: 'net:\n  port: 1\n⟦storage⟧\n  dbPath: /d\n',
      fixed: 'net:\n  port: 1\nstorage:\n  dbPath: /d\n',
    },
    {
      text: 'replication:\n  ⟦replSetName rs0⟧\n',
      fixed: 'replication:\n  replSetName: rs0\n',
      message: 'value of replication',
    },
    { text: 'net：\n  port: 1\n'.replace(/^net：/, '⟦net：⟧'), message: 'plain colon' },
    { text: 'net:\n  bindIp: a\n  ⟦port⟧\n', message: 'does not start', severity: 'error' },
    { text: 'net:\n  port: 1\n  ⟦bindIp⟧\n', severity: 'warning' },
    { text: 'net:\n  port: 1\n  ⟦what is this⟧\n', severity: 'error' },
  ],
});
