import { testRule } from '../../support/rule-tester.ts';

const tls = 'net:\n  tls:\n    mode: requireTLS\n';

testRule('crl-file-without-ca-file', {
  valid: [
    `${tls}    CAFile: /a.pem\n    CRLFile: /b.pem\n`,
    // tls-without-chain-of-trust speaks of these
    `${tls}    CRLFile: /b.pem\n`,
    'net:\n  tls:\n    CRLFile: /b.pem\n',
  ],
  invalid: [
    { text: `${tls}    ⟦CRLFile⟧: /b.pem\nsetParameter:\n  tlsUseSystemCA: true\n` },
    { text: `${tls}    ⟦CRLFile⟧: /b.pem\n`, version: '7.0.5' },
    { text: 'net:\n  ssl:\n    mode: allowSSL\n    ⟦CRLFile⟧: /b.pem\n', version: '3.6' },
  ],
});
