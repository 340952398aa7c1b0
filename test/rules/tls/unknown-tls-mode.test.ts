import { testRule } from '../../support/rule-tester.ts';

testRule('unknown-tls-mode', {
  valid: [
    'net:\n  tls:\n    mode: requireTLS\n',
    'net:\n  ssl:\n    mode: requireSSL\n',
    // a value that ends in SSL is rewritten, one that ends in TLS is taken as it is (server-behaviour.md T2)
    'net.ssl.mode: requireTLS\n',
    'net: {tls: {mode: "allowTLS"}}\n',
    { text: 'sslMode = preferSSL\n', fileName: 'mongod.conf' },
    { text: 'net:\n  ssl:\n    mode: whatever\n', version: '4.0.28' },
    'net:\n  tls:\n    mode: {{ tls_mode }}\n',
  ],
  invalid: [
    {
      text: 'net:\n  tls:\n    mode: ⟦requireSSL⟧\n',
      message: 'requireTLS',
      fixed: 'net:\n  tls:\n    mode: requireTLS\n',
    },
    { text: 'net:\n  tls:\n    mode: ⟦"requiretls"⟧\n', fixed: 'net:\n  tls:\n    mode: "requireTLS"\n' },
    { text: 'net:\n  tls:\n    mode:⟦⟧\n' },
    { text: 'net:\n  ssl:\n    mode: ⟦requiressl⟧\n', fixed: 'net:\n  ssl:\n    mode: requireTLS\n' },
    { text: 'tlsMode = ⟦yes⟧\n' },
  ],
});
