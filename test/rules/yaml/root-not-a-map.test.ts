import { testRule } from '../../support/rule-tester.ts';

testRule('root-not-a-map', {
  valid: ['net:\n  port: 1\n', '{}\n', '', '# nothing\n', 'port = 1\n', '~\n', 'port = 1\n[section]\n'],
  invalid: [
    { text: '⟦- net:⟧\n    port: 1\n', message: 'list' },
    { text: '# c\n⟦[mongod]⟧\nport = 1\n', message: 'square brackets' },
    { text: '⟦[]⟧\n' },
  ],
});
