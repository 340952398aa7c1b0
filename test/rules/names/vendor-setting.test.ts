import { testRule } from '../../support/rule-tester.ts';

testRule('vendor-setting', {
  valid: [
    'security:\n  keyFile: /k\n',
    'security:\n  vaults:\n    serverName: a\n',
    'storage:\n  eloq: {}\n',
  ],
  invalid: [
    {
      text: 'security:\n  vault:\n    ⟦serverName⟧: a\n    ⟦port⟧: 8200\n',
      message: 'Percona Server for MongoDB',
      severity: 'info',
    },
    { text: 'operationProfiling.rateLimit: 10\n'.replace(/^[^:]+/, '⟦$&⟧') },
    { text: 'storage:\n  ⟦eloq⟧:\n    txService:\n      coreNum: 2\n      other: 1\n', message: 'EloqDoc' },
    { text: '⟦audit⟧:\n  destination: file\n  path: a\n' },
  ],
});
