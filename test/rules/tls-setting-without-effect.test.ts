import { testRule } from '../support/rule-tester.ts';

testRule('tls-setting-without-effect', {
  valid: [
    'net:\n  tls:\n    mode: allowTLS\n    logVersions: TLS1_0\n',
    'net:\n  tls:\n    CAFile: /ca.pem\n    logVersions: TLS1_0\n',
    'net:\n  tls:\n    mode: ${MODE}\n    logVersions: TLS1_0\n',
    'net:\n  tls:\n    FIPSMode: true\n',
  ],
  invalid: [
    { text: 'net:\n  tls:\n    mode: disabled\n    ⟦logVersions: TLS1_0⟧\n' },
    {
      text: 'net:\n  tls:\n    ⟦clusterCAFile: /a.pem⟧\n    ⟦allowInvalidHostnames: true⟧\n',
      severity: 'info',
    },
    { text: 'net:\n  ssl:\n    ⟦allowConnectionsWithoutCertificates: false⟧\n', version: '4.0' },
  ],
});
