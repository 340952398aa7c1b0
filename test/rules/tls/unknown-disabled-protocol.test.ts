import { testRule } from '../../support/rule-tester.ts';

const list = (value: string) => `net:\n  tls:\n    mode: allowTLS\n    disabledProtocols: ${value}\n`;

testRule('unknown-disabled-protocol', {
  valid: [
    list('TLS1_0,TLS1_1'),
    list('"TLS1_0,TLS1_1,"'),
    list('TLS1_0,,TLS1_1'),
    list('none'),
    list('noTLS1_0,TLS1_3'),
    list('""'),
    list('{{ protocols }}'),
    { text: list('TLS1_3'), version: '4.0.4' },
    'sslDisabledProtocols = TLS1_0\n',
  ],
  invalid: [
    { text: list('TLS1_0,⟦ TLS1_1⟧'), message: 'blanks', fixed: list('TLS1_0,TLS1_1') },
    { text: list('"⟦tls1_0⟧,TLS1_1"'), fixed: list('"TLS1_0,TLS1_1"') },
    { text: list("'TLS1_2,⟦TLSv1.1⟧,⟦TLS1⟧'"), fixed: list("'TLS1_2,TLS1_1,TLS1_0'") },
    { text: list('"⟦,⟧TLS1_0"'), message: 'beginning', fixed: list('"TLS1_0"') },
    { text: list('TLS1_0,⟦none⟧'), message: 'alone' },
    { text: list('⟦TLS1_4⟧') },
    { text: list('⟦SSLv3⟧,TLS1_0') },
    { text: list('⟦"TLS1_0\\x2CTLS1_9"⟧') },
    { text: 'net.ssl.disabledProtocols: ⟦TLS1_3⟧\n', version: '4.0.3' },
    { text: 'tlsDisabledProtocols=TLS1_0,⟦ TLS1_1⟧\n', fixed: 'tlsDisabledProtocols=TLS1_0,TLS1_1\n' },
  ],
});
