import { testRule } from '../../support/rule-tester.ts';

const list = (value: string) => `net:\n  tls:\n    mode: requireTLS\n    disabledProtocols: ${value}\n`;
const both = 'TLS1_0,TLS1_1';

testRule('legacy-tls-protocol', {
  valid: [
    list(both),
    list('noTLS1_0,noTLS1_1,TLS1_3'),
    list('{{ protocols }}'),
    list('nonsense'),
    'net.tls.mode: disabled\n',
    { text: 'net.tls.mode: requireTLS\n', version: '8.2' },
    'net.tls.mode: requireTLS\n',
  ],
  invalid: [
    { text: list('⟦TLS1_1⟧'), severity: 'warning', message: 'takes the place', fixed: list('TLS1_1,TLS1_0') },
    { text: list('⟦none⟧'), severity: 'warning', fixed: list(both) },
    {
      text: list('⟦TLS1_0⟧'),
      severity: 'info',
      message: 'default, which switches TLS 1.0 and 1.1 off',
      fixed: list(both),
    },
    {
      text: list('⟦"TLS1_0"⟧'),
      version: '8.0',
      severity: 'info',
      message: 'may be used;',
      fixed: list(`"${both}"`),
    },
    {
      text: 'net.tls.mode: ⟦requireTLS⟧\n',
      version: '8.0',
      severity: 'info',
      message: 'by default',
      fixed: `net.tls.mode: requireTLS\nnet.tls.disabledProtocols: ${both}\n`,
    },
    {
      text: 'sslMode = ⟦allowSSL⟧\n',
      version: '3.6',
      severity: 'warning',
      message: '1.0 and 1.1',
      fixed: `sslMode = allowSSL\nsslDisabledProtocols = ${both}\n`,
    },
  ],
});
