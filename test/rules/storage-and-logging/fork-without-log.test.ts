import { testRule } from '../../support/rule-tester.ts';

testRule('fork-without-log', {
  valid: [
    'processManagement:\n  fork: true\nsystemLog:\n  destination: syslog\n',
    'processManagement:\n  fork: true\nsystemLog:\n  destination: file\n  path: /l\n',
    'processManagement:\n  fork: false\n',
    'processManagement:\n  fork: {{ fork }}\n',
    'processManagement:\n  fork: true\n{{ log }}\n',
    { text: 'fork = true\nlogpath = /l\n', fileName: 'mongod.conf' },
    { text: 'fork = true\nsyslog = true\n', fileName: 'mongod.conf' },
    { text: 'processManagement:\n  fork: true\n', platform: 'windows' },
  ],
  invalid: [
    { text: 'processManagement:\n  ⟦fork⟧: true\n', message: 'needs a log file or syslog' },
    { text: '⟦fork⟧ = true\nport = 1\n', fileName: 'mongod.conf' },
  ],
});
