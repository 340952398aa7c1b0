import { testRule } from '../../support/rule-tester.ts';

testRule('deprecated-name', {
  valid: [
    'security:\n  clusterIpSourceAllowlist: [a]\n',
    { text: 'security:\n  clusterIpSourceWhitelist: [a]\n', version: '4.4' },
    'net:\n  ssl:\n    weakCertificateValidation: true\n',
    'setParameter:\n  sslWithholdClientCertificate: true\n',
    'net.tls:\n  weakCertificateValidation: true\n  allowConnectionsWithoutCertificates: true\n',
  ],
  invalid: [
    {
      text: 'security:\n  ⟦clusterIpSourceWhitelist⟧: [a]\n',
      fixed: 'security:\n  clusterIpSourceAllowlist: [a]\n',
      message: 'since MongoDB 5.0',
    },
    {
      text: 'net.tls.⟦weakCertificateValidation⟧: true\n',
      fixed: 'net.tls.allowConnectionsWithoutCertificates: true\n',
    },
    { text: '"net.tls.weakCertificateValidation": true\n'.replace(/^(".*"):/, '⟦$1⟧:') },
    {
      text: '⟦clusterIpSourceWhitelist⟧ = a\n',
      fixed: 'clusterIpSourceAllowlist = a\n',
    },
    {
      text: 'setParameter:\n  ⟦ocspValidationRefreshPeriodSecs⟧: 5\n',
      fixed: 'setParameter:\n  ocspStaplingRefreshPeriodSecs: 5\n',
    },
  ],
});

testRule('deprecated-protocol-word', {
  valid: [
    'net.tls.disabledProtocols: TLS1_0,none\n',
    'net.tls.disabledProtocols: noTLS1_4,xnoTLS1_0\n',
    'net.tls.disabledProtocols: {{ list }}\n',
  ],
  invalid: [
    {
      text: 'net.tls.disabledProtocols: "⟦noTLS1_0⟧,TLS1_1,⟦noTLS1_2⟧"\n',
      fixed: 'net.tls.disabledProtocols: "TLS1_0,TLS1_1,TLS1_2"\n',
      severity: 'info',
    },
    { text: 'sslDisabledProtocols = ⟦noTLS1_1⟧\n', fixed: 'sslDisabledProtocols = TLS1_1\n' },
  ],
});
