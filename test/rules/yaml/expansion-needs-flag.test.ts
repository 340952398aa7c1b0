import { testRule } from '../../support/rule-tester.ts';

testRule('expansion-needs-flag', {
  valid: [
    'net:\n  port: 1\n',
    // before 4.2 these are names of settings
    { text: 'net:\n  port: {__exec: echo 1}\n', version: '4.0' },
    { text: 'setParameter: {a: {__exec: echo 1}}\n', configExpand: 'rest,exec' },
    { text: 'setParameter: {a: {__rest: "https://a"}}\n', configExpand: 'rest' },
    { text: 'net:\n  port: {__exec: echo 1}\n', fileName: 'mongosqld.conf' },
  ],
  invalid: [
    {
      text: 'net:\n  port: {⟦__exec⟧: echo 1}\nstorage:\n  dbPath: {__exec: pwd}\n',
      message: '--configExpand exec',
      severity: 'info',
    },
    { text: '⟦__rest⟧: https://a/b\ntype: yaml\n', message: 'unreadable for group and others' },
    {
      text: 'setParameter: {a: {⟦__exec⟧: echo 1}}\n',
      configExpand: 'none',
      message: 'it does not start',
      severity: 'error',
    },
    { text: 'setParameter: {a: {⟦__exec⟧: echo 1}}\n', configExpand: 'rest', severity: 'error' },
    { text: 'setParameter:\n  a:\n    ⟦__exec⟧: a\n  b:\n    ⟦__rest⟧: https://a\n' },
  ],
});
