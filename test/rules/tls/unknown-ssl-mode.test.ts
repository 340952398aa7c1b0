import { testRule } from '../../support/rule-tester.ts';

testRule('unknown-ssl-mode', {
  valid: [
    { text: 'net:\n  ssl:\n    mode: preferSSL\n', version: '4.0' },
    { text: 'net:\n  ssl:\n    mode: requireTLS\n', version: '4.2' },
  ],
  invalid: [
    {
      text: 'net:\n  ssl:\n    mode: ⟦requireTLS⟧\n',
      version: '4.0.28',
      fixed: 'net:\n  ssl:\n    mode: requireSSL\n',
    },
    { text: "net.ssl.mode: ⟦'Disabled'⟧\n", version: '3.6', fixed: "net.ssl.mode: 'disabled'\n" },
    { text: 'sslMode = ⟦on⟧\n', version: '3.6' },
  ],
});
