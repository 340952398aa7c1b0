import { testRule } from '../../support/rule-tester.ts';

const tls = 'net:\n  tls:\n    mode: requireTLS\n';

testRule('allow-invalid-certificates', {
  valid: [
    `${tls}    allowInvalidCertificates: false\n`,
    'net:\n  tls:\n    allowInvalidCertificates: true\n',
    `${tls}    allowInvalidCertificates: {{ lax }}\n`,
  ],
  invalid: [
    { text: `${tls}    ⟦allowInvalidCertificates: true⟧\n`, severity: 'warning' },
    {
      text: `${tls}    ⟦allowInvalidCertificates: true⟧\nsecurity:\n  clusterAuthMode: x509\n`,
      message: 'Members log in',
    },
    { text: 'sslMode = {{ mode }}\n⟦sslAllowInvalidCertificates = true⟧\n', version: '3.6' },
  ],
});
