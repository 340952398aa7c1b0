import { testRule } from '../../support/rule-tester.ts';

const set = 'replication:\n  replSetName: rs0\n';

testRule('replica-set-without-authentication', {
  valid: [
    `${set}security:\n  keyFile: /k\n`,
    `${set}security:\n  clusterAuthMode: x509\n`,
    `${set}security:\n  authorization: enabled\n`,
    `${set}security:\n  keyFile: /k\n  transitionToAuth: true\n`,
    'replication:\n  replSetName: {{ set }}\n',
    { text: set, program: 'mongos' },
  ],
  invalid: [
    { text: 'replication:\n  ⟦replSetName: rs0⟧\n', severity: 'warning' },
    { text: '⟦replSet = rs0⟧\nauth = false\n', severity: 'info' },
    { text: 'replication:\n  ⟦replSetName: a⟧\nsecurity:\n  authorization: disabled\n', severity: 'info' },
  ],
});
