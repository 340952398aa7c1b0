import { testRule } from '../../support/rule-tester.ts';

testRule('unread-version-comment', {
  valid: [
    '# mongodb-tls: version=4.4.18\nnet: {}\n',
    '# mongodb-tls: version = 8\nnet: {}\n',
    '# mongodb-tls: configExpand=rest\nnet: {}\n',
    '# version 4\nnet: {}\n',
    '# mongodb-tls: version=7.0.14 host=db1.example.net:27017 configExpand=rest commandline=none\nnet: {}\n',
    '# mongodb-tls: commandline = none configExpand=exec,rest\tversion = v8.0 host=a:1,b:1 # why\nnet: {}\n',
    '# mongodb-tls-disable bind-ip-not-set\nnet: {}\n',
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
    {
      text: '# mongodb-tls: ⟦commandLine=none⟧ host=a ⟦edition=enterprise⟧ version=8.0\nnet: {}\n',
      message: '"commandLine" is no word of these comments',
    },
    {
      text: '# mongodb-tls: ⟦commandline=some⟧ ⟦configExpand=all⟧ ⟦host=⟧\nnet: {}\n',
      message: 'the form is commandline=none',
    },
    { text: '# mongodb-tls: version=8.0\n# mongodb-tls: ⟦commandline⟧\nport = 1\n' },
  ],
});
