import { testRule } from '../../support/rule-tester.ts';

testRule('unclosed-quote', {
  valid: [
    'a: "b"\n',
    "a: 'it''s'\n",
    'a: "text\n  over lines"\n',
    "a: it's\n",
    'a: "b\\\\"\n',
    { text: 'a: "b\n', program: 'mongosqld' },
  ],
  invalid: [
    {
      text: 'systemLog:\n  path: ⟦"/var/log⟧',
      fixed: 'systemLog:\n  path: "/var/log"',
      message: 'does not start',
    },
    {
      text: 'a: ⟦"b⟧\nc: "d"\n',
      fixed: 'a: "b"\nc: "d"\n',
    },
    {
      text: "a: ⟦'b⟧ # c\nd: 'e'\n",
      fixed: "a: 'b' # c\nd: 'e'\n",
    },
    {
      text: 'systemLog:\n  path: ⟦"/var/log⟧\nsecurity:\n  authorization: enabled\n',
      fixed: 'systemLog:\n  path: "/var/log"\nsecurity:\n  authorization: enabled\n',
      message: 'all lines below',
      severity: 'error',
    },
    {
      text: 'systemLog:\n  path: ⟦"/var/log⟧\nnet:\n  port: 1\n',
      fixed: 'systemLog:\n  path: "/var/log"\nnet:\n  port: 1\n',
      severity: 'warning',
    },
    { text: 'a: ⟦"b⟧\n', fixed: 'a: "b"\n', message: 'at the end of the value', severity: 'warning' },
    { text: 'a: ⟦"⟧', fixed: 'a: ""' },
  ],
});
