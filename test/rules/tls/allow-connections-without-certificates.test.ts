import { testRule } from '../../support/rule-tester.ts';

const tls = (mode: string) => `net:\n  tls:\n    mode: ${mode}\n    CAFile: /ca.pem\n`;

testRule('allow-connections-without-certificates', {
  valid: [
    `${tls('requireTLS')}    allowConnectionsWithoutCertificates: false\n`,
    `${tls('disabled')}    allowConnectionsWithoutCertificates: true\n`,
    `${tls('requireTLS')}    allowConnectionsWithoutCertificates: {{ weak }}\n`,
  ],
  invalid: [
    {
      text: 'net.ssl:\n  mode: requireSSL\n  CAFile: /ca.pem\n  allowConnectionsWithoutCertificates: false\n  ⟦weakCertificateValidation: true⟧\n',
      version: '4.0',
    },
    {
      text: `${tls('requireTLS')}    ⟦allowConnectionsWithoutCertificates: true⟧\n`,
      severity: 'info',
      message: 'must be valid',
    },
    { text: `${tls('allowTLS')}    ⟦weakCertificateValidation: true⟧\n`, message: 'Clients without TLS' },
    {
      text: `${tls('requireTLS')}    allowInvalidCertificates: true\n    ⟦allowConnectionsWithoutCertificates: true⟧\n`,
      message: 'any certificate',
    },
    {
      text: 'net:\n  ssl:\n    mode: requireSSL\n    ⟦weakCertificateValidation: true⟧\n',
      version: '4.0',
      message: 'changes nothing',
    },
  ],
});
