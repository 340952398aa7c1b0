import { testOnFlags } from '../../support/flag-tests.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule('majority-read-concern-off', {
  valid: [
    'replication:\n  enableMajorityReadConcern: true\n',
    'replication:\n  enableMajorityReadConcern: no\n',
    { text: 'replication:\n  enableMajorityReadConcern: false\n', version: '4.4' },
    '{% if old %}\nreplication:\n  enableMajorityReadConcern: false\n{% endif %}\n',
  ],
  invalid: [
    {
      text: 'replication:\n  enableMajorityReadConcern: ⟦false⟧\n  replSetName: rs2\n',
      fixed: 'replication:\n  replSetName: rs2\n',
      versionIsAssumed: true,
      severity: 'warning',
    },
    {
      text: 'replication:\n  replSetName: a\n  enableMajorityReadConcern: ⟦false⟧\n',
      fixed: 'replication:\n  replSetName: a\n',
    },
    { text: 'enableMajorityReadConcern = ⟦no⟧\nreplSet = a\n', fixed: 'replSet = a\n' },
  ],
});

testOnFlags('majority-read-concern-off', {
  valid: [
    'mongod --enableMajorityReadConcern=true --dbpath /d\n',
    'mongod --enableMajorityReadConcern --dbpath /d\n',
    { text: 'mongod --enableMajorityReadConcern false\n', version: '4.4' },
  ],
  invalid: [
    { text: 'mongod --enableMajorityReadConcern=⟦false⟧ --dbpath /d\n' },
    { text: 'mongod --enableMajorityReadConcern ⟦false⟧ --dbpath /d\n' },
  ],
});
