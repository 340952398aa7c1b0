import { testRule } from '../../support/rule-tester.ts';

testRule('setting-without-effect', {
  valid: [
    { text: 'replication:\n  enableMajorityReadConcern: true\n', version: '4.4' },
    'replication:\n  enableMajorityReadConcern: false\n',
    'net:\n  bindIpAll: true\n',
    'net:\n  bindIpAll: {{ all }}\n',
    { text: 'net:\n  bindIpAll: false\n', version: '4.0' },
  ],
  invalid: [
    {
      text: 'replication:\n  replSetName: a\n  ⟦enableMajorityReadConcern: true⟧\n',
      message: 'since MongoDB 5.0',
      severity: 'info',
      fixed: 'replication:\n  replSetName: a\n',
    },
    { text: 'net:\n  ⟦bindIpAll: false⟧\n', fixed: '' },
    {
      text: 'storage:\n  wiredTiger:\n    engineConfig:\n      ⟦maxCacheOverflowFileSizeGB: 5⟧\n      cacheSizeGB: 1\n',
      fixed: 'storage:\n  wiredTiger:\n    engineConfig:\n      cacheSizeGB: 1\n',
    },
  ],
});
