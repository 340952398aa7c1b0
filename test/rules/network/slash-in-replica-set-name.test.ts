import { testRule } from '../../support/rule-tester.ts';

testRule('slash-in-replica-set-name', {
  valid: [
    'replication:\n  replSetName: rs0\n',
    'replication:\n  replSetName: {{ a / b }}\n',
    { text: 'replication:\n  replSetName: a/b\n', program: 'mongos' },
  ],
  invalid: [
    { text: 'replication:\n  replSetName: ⟦rs0/a:1⟧\n', message: 'bare name' },
    { text: 'replSet = ⟦rs0/a⟧\n' },
  ],
});
