import { testRule } from '../support/rule-tester.ts';

testRule('tab-indentation', {
  valid: [
    'net:\n  port: 1\n',
    'net:\n  port:\t1\n',
    'net:\n\t# a comment\n  port: 1\n',
    'port = 1\n\tfork = true\n',
  ],
  invalid: [
    { text: 'net:\n⟦\t⟧port: 1\n', fixed: 'net:\n  port: 1\n', message: 'tab' },
    {
      text: 'net:\n⟦\t⟧tls:\n\t\tmode: requireTLS\n\tport: 1\n',
      fixed: 'net:\n  tls:\n    mode: requireTLS\n  port: 1\n',
    },
    // the width of the file
    {
      text: 'storage:\n    dbPath: /d\n    journal:\n⟦\t  ⟧enabled: true\n',
      fixed: 'storage:\n    dbPath: /d\n    journal:\n      enabled: true\n',
    },
    { text: 'net:\n  port: 1\n⟦\t⟧bindIp: a\n', fixed: 'net:\n  port: 1\n  bindIp: a\n' },
  ],
});
