import { testRule } from '../../support/rule-tester.ts';

const list = (value: string) => `net:\n  tls:\n    mode: requireTLS\n    disabledProtocols: ${value}\n`;

testRule('every-protocol-disabled', {
  valid: [
    list('TLS1_0,TLS1_1,TLS1_2'),
    list('none'),
    list('TLS1_0,TLS1_1,TLS1_2,TLS1_3').replace('requireTLS', 'disabled'),
  ],
  invalid: [
    { text: list('⟦TLS1_0,TLS1_1,TLS1_2,noTLS1_3⟧'), severity: 'warning' },
    {
      text: 'net.ssl.mode: requireSSL\nnet.ssl.disabledProtocols: ⟦TLS1_2,TLS1_1,TLS1_0⟧\n',
      version: '4.0.3',
    },
  ],
});
