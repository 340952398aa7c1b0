import { testRule } from '../../support/rule-tester.ts';

const both = 'storage.syncPeriodSecs: 60\nsetParameter:\n  ⟦syncdelay⟧: 60\n';
const plain = both.replace(/[⟦⟧]/g, '');

testRule('parameter-repeats-setting', {
  valid: [
    'storage.syncPeriodSecs: 60\n',
    { text: plain, version: '7.0' },
    { text: plain, program: 'mongos' },
  ],
  invalid: [
    { text: both },
    { text: 'storage.journal.commitIntervalMs: 100\nsetParameter:\n  ⟦journalCommitInterval⟧: 100\n' },
  ],
});
