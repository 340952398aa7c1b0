import { testRule } from '../../support/rule-tester.ts';

const tls = 'net:\n  tls:\n    mode: requireTLS\n    CAFile: /ca.pem\n';

testRule('ca-file-with-system-ca', {
  valid: [
    `${tls}setParameter:\n  tlsUseSystemCA: false\n`,
    'net:\n  tls:\n    mode: requireTLS\nsetParameter:\n  tlsUseSystemCA: true\n',
    { text: `${tls}setParameter:\n  tlsUseSystemCA: true\n`, version: '7.0.5' },
    'net:\n  tls:\n    mode: disabled\n    CAFile: /ca.pem\nsetParameter:\n  tlsUseSystemCA: true\n',
    'net:\n  tls:\n    mode: requireTLS\n    CAFile: {{ ca }}\nsetParameter:\n  tlsUseSystemCA: true\n',
  ],
  invalid: [
    { text: `${tls}setParameter:\n  ⟦tlsUseSystemCA⟧: true\n`, fixed: tls },
    {
      text: 'tlsMode = allowTLS\ntlsCAFile = /ca.pem\nsetParameter = ⟦tlsUseSystemCA⟧=true\n',
      version: '6.0.14',
      fixed: 'tlsMode = allowTLS\ntlsCAFile = /ca.pem\n',
    },
  ],
});
