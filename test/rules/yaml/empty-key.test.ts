import { testRule } from '../../support/rule-tester.ts';

testRule('empty-key', {
  valid: ['net:\n  port: 1\n', 'net: {}\n', 'setParameter: {}\n'],
  invalid: [
    { text: 'net:\n  ⟦:⟧ 1\n', message: 'no name' },
    { text: '⟦""⟧: 1\n' },
    { text: 'net: {⟦:⟧ 1}\n' },
    { text: 'net:\n  ⟦~⟧: 1\n', message: 'plain text' },
    { text: '? ⟦[a, b]⟧\n: 1\n' },
    { text: 'a: &a\n  ⟦:⟧ 1\nb: *a\n' },
  ],
});
