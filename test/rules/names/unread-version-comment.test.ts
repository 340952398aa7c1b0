import { testRule } from '../../support/rule-tester.ts';

testRule('unread-version-comment', {
  valid: [
    '# mongodb-tls: version=4.4.18\nnet: {}\n',
    '# mongodb-tls: version = 8\nnet: {}\n',
    '# mongodb-tls: configExpand=rest\nnet: {}\n',
    '# version 4\nnet: {}\n',
  ],
  invalid: [
    {
      text: '⟦# mongodb-tls: version: 4.4⟧\r\nnet: {}\r\n',
      version: '7.0',
      severity: 'warning',
      message: 'MongoDB 7.0',
    },
    { text: 'port = 1 ⟦# mongodb-tls: version=newest⟧ \n' },
    { text: '⟦# mongodb-tls: version=4.x⟧\n' },
  ],
});
