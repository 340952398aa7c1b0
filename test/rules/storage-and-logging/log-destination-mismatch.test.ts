import { testRule } from '../../support/rule-tester.ts';

testRule('log-destination-mismatch', {
  valid: [
    'systemLog:\n  destination: file\n  path: /l\n',
    'systemLog:\n  destination: syslog\n',
    'systemLog:\n  verbosity: 1\n',
    'systemLog:\n  destination: {{ destination }}\n  path: /l\n',
    'systemLog:\n{{ log }}\n  destination: file\n',
    'systemLog:\n  destination: syslog\n{% if file %}\n  path: /l\n{% endif %}\n',
    // an unknown destination is reported as such
    'systemLog:\n  destination: File\n',
    { text: 'logpath = /l\n', fileName: 'mongod.conf' },
  ],
  invalid: [
    { text: 'systemLog:\n  destination: ⟦file⟧\n', message: 'needs systemLog.path' },
    { text: 'systemLog:\n  destination: syslog\n  ⟦path⟧: /l\n', message: 'cannot stand beside' },
    {
      text: 'systemLog:\n  ⟦path⟧: /l\n  logAppend: true\n',
      message: 'needs systemLog.destination',
      fixed: 'systemLog:\n  path: /l\n  destination: file\n  logAppend: true\n',
    },
  ],
});
