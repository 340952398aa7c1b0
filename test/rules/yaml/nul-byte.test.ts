import { testRule } from '../../support/rule-tester.ts';

testRule('nul-byte', {
  valid: ['net:\n  port: 1\n', ''],
  invalid: [
    { text: 'storage:\n  dbPath: /d⟦\0⟧\n', fixed: 'storage:\n  dbPath: /d\n', message: 'a NUL byte' },
    { text: 'port = 1⟦\0⟧\0\n', fixed: 'port = 1\n', message: '2 NUL bytes' },
    { text: 'a⟦\0⟧:\0 \0b\0\n\0', message: 'UTF-16' },
  ],
});
