import { testRule } from '../../support/rule-tester.ts';

testRule('unread-settings', {
  valid: [
    'net:\n  port: 1\n',
    '---\nnet:\n  port: 1\n...\n# end\n',
    'net:\n  port: 1\n---\n---\n# nothing\n',
    '# INI\nport = 1\n# more\nfork = true\n',
    { text: 'a: 1\n---\nb: 1\n', program: 'mongosqld' },
  ],
  invalid: [
    {
      text: 'storage:\n  dbPath: /d\n---\n# c\n⟦security:⟧\n  authorization: enabled\n',
      message: 'only the first one',
      severity: 'error',
    },
    { text: 'storage:\n  dbPath: /d\n...\n⟦net:⟧\n  port: 1\n', severity: 'warning' },
    {
      text: '  storage:\n    dbPath: /d\n⟦net:⟧\n  tls:\n    mode: requireTLS\n',
      message: 'indented less',
      severity: 'error',
    },
    // what is not read may be no YAML at all
    { text: '  storage:\n    dbPath: /d\n⟦net.tls.mode: requireTLS⟧\n\t"[\n', severity: 'error' },
    { text: '{net: {port: 1}}\n⟦"security": x⟧\n', message: 'braces', severity: 'error' },
    { text: '---\n---\n⟦net:⟧\n  port: 1\n' },
  ],
});
