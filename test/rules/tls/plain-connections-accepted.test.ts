import { testRule } from '../../support/rule-tester.ts';

testRule('plain-connections-accepted', {
  valid: ['net.tls.mode: requireTLS\n', 'net.tls.mode: disabled\n', 'net.tls.mode: {{ mode }}\n'],
  invalid: [
    { text: 'net.tls.mode: ⟦allowTLS⟧\n', severity: 'info', message: 'without it' },
    { text: 'sslMode = ⟦preferSSL⟧\n', version: '4.0', message: 'requireSSL' },
  ],
});
