import { testRule } from '../../support/rule-tester.ts';

testRule('kept-tab', {
  valid: [
    'net:\n  port:\t1\t\n',
    'net:\n  port: 1\t# c\n',
    'net:\n  port: 1\n\t# c\n',
    'net:\n  "port"\t: 1\n',
    'net:\n  bindIp: "a"\t # c\n',
    'port\t=\t1\t',
  ],
  invalid: [
    { text: 'net:\n  port⟦\t⟧: 1\n', fixed: 'net:\n  port: 1\n', severity: 'error' },
    { text: 'net:\n  bindIp: a⟦\t⟧ # c\n', fixed: 'net:\n  bindIp: a # c\n', severity: 'warning' },
    { text: 'net:\n  bindIp: a⟦\t⟧', fixed: 'net:\n  bindIp: a' },
  ],
});
