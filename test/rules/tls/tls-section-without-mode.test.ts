import { testRule } from '../../support/rule-tester.ts';

testRule('tls-section-without-mode', {
  valid: [
    'net:\n  tls:\n    mode: disabled\n    FIPSMode: true\n',
    'net:\n  tls:\n    CAFile: /ca.pem\n',
    'net:\n  tls: {}\n',
    'net:\n  tls:\n    FIPSMode: true\n    {{ mode }}\n',
  ],
  invalid: [
    { text: 'net:\n  ⟦ssl⟧:\n    FIPSMode: true\n', version: '4.2', severity: 'warning' },
    { text: '⟦net.tls⟧:\n  allowInvalidHostnames: true\n' },
    { text: 'net:\n  ⟦tls.logVersions⟧: TLS1_0\n' },
    { text: '⟦sslFIPSMode⟧ = true\n', message: 'net.ssl.mode' },
  ],
});
