import { testRule } from '../../support/rule-tester.ts';

const set = 'replication:\n  replSetName: rs0\n';
const on = 'security:\n  authorization: enabled\n';

testRule('replica-set-without-key-file', {
  valid: [
    on,
    set,
    `${set}${on}  keyFile: /k\n`,
    `${set}${on}  clusterAuthMode: x509\n`,
    `${set}${on}  clusterAuthMode: sendX509\n`,
    `${set}security:\n  authorization: disabled\n`,
    `${set}security:\n  authorization: {{ auth }}\n`,
    `replication:\n  replSetName: {{ set }}\n${on}`,
    { text: `${set}${on}  clusterAuthMode: sendX509\n`, version: '4.2' },
    { text: `${set}${on}`, program: 'mongos' },
  ],
  invalid: [
    { text: `${set}security:\n  ⟦authorization: enabled⟧\n  clusterAuthMode: sendX509\n`, version: '4.4.6' },
    {
      text: `${set}security:\n  ⟦authorization: enabled⟧\n`,
      version: '4.4.0',
      severity: 'warning',
      message: 'one member only',
    },
    { text: `${set}security:\n  ⟦authorization: enabled⟧\n`, version: '8.0', severity: 'error' },
    { text: 'replSet = rs0\n⟦auth = true⟧\n' },
  ],
});
