import { testRule } from '../../support/rule-tester.ts';

testRule('log-reopen-without-append', {
  valid: [
    'systemLog:\n  logRotate: reopen\n  logAppend: true\n',
    'systemLog:\n  logRotate: rename\n',
    'systemLog:\n  logRotate: reopen\n  logAppend: {{ append }}\n',
    'systemLog:\n  logRotate: {{ rotate }}\n',
    { text: 'logRotate = reopen\nlogappend = yes\n', fileName: 'mongod.conf' },
  ],
  invalid: [
    {
      text: 'systemLog:\n  logRotate: ⟦reopen⟧\n',
      fixed: 'systemLog:\n  logRotate: reopen\n  logAppend: true\n',
    },
    {
      text: 'systemLog:\n  logAppend: false\n  logRotate: ⟦reopen⟧\n',
      fixed: 'systemLog:\n  logAppend: true\n  logRotate: reopen\n',
    },
    { text: 'logRotate = ⟦reopen⟧\n', fixed: 'logRotate = reopen\nlogappend = true\n' },
  ],
});
