import { testRule } from '../../support/rule-tester.ts';

testRule('unread-text', {
  valid: ['net:\n  port: 1\n', 'net:\n  port: 1\n---\n'],
  invalid: [
    { text: 'net:\n  port: 1\n---\n⟦storage:\n  dbPath: /d\n\n# c⟧\n\n', severity: 'info' },
    { text: '  net:\n    port: 1\n⟦storage: {}⟧' },
  ],
});
