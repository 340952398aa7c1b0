import { testOnFlags } from '../../support/flag-tests.ts';
import { testRule } from '../../support/rule-tester.ts';

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
      text: 'net:\n  tls:\n    ⟦clusterCAFile: /a.pem⟧\n    ⟦allowInvalidHostnames: false⟧\n',
      severity: 'info',
    },
    {
      text: 'net:\n  tls:\n    ⟦allowInvalidCertificates: true⟧\n    ⟦allowInvalidHostnames: true⟧\n',
      severity: 'warning',
      message: 'warns of it at each start',
    },
    { text: 'net:\n  ssl:\n    ⟦allowInvalidHostnames: true⟧\n', version: '4.0', severity: 'info' },
    { text: 'net:\n  ssl:\n    ⟦allowConnectionsWithoutCertificates: false⟧\n', version: '4.0' },
  ],
});

testOnFlags('tls-setting-without-effect', {
  valid: ['mongod --config /c --tlsAllowInvalidHostnames\n', 'mongod $ARGS --tlsAllowInvalidHostnames\n'],
  invalid: [
    {
      text: 'mongod ⟦--tlsAllowInvalidHostnames⟧ --port 1\n',
      severity: 'warning',
      message: 'TLS is off, and',
    },
  ],
});
