import { testRule } from '../../support/rule-tester.ts';

testRule('tls-setting-without-tls', {
  valid: [
    'net:\n  tls:\n    mode: allowTLS\n    CAFile: /ca.pem\n',
    'net:\n  tls:\n    clusterCAFile: /a.pem\n    allowInvalidCertificates: true\n    FIPSMode: true\n    logVersions: TLS1_0\n',
    'net:\n  tls:\n    allowConnectionsWithoutCertificates: false\n    clusterPassword: ""\n',
    'net:\n  tls:\n    CAFile: {{ ca }}\n',
    'net:\n  tls:\n    mode: {{ mode }}\n    CAFile: /ca.pem\n',
    'net:\n  tls:\n    mode: nonsense\n    CAFile: /ca.pem\n',
    'setParameter:\n  opensslCipherConfig: HIGH:!EXPORT:!aNULL@STRENGTH\n',
    { text: 'net:\n  ssl:\n    disabledProtocols: none\n', version: '3.6' },
  ],
  invalid: [
    {
      text: 'net:\n  tls:\n    ⟦certificateKeyFile⟧: /m.pem\n    CAFile: /ca.pem\n',
      message: 'certificateKeyFile, CAFile',
      fixed: 'net:\n  tls:\n    certificateKeyFile: /m.pem\n    mode: requireTLS\n    CAFile: /ca.pem\n',
    },
    {
      text: 'net:\n  ssl:\n    ⟦PEMKeyFile⟧: /m.pem\n',
      fixed: 'net:\n  ssl:\n    PEMKeyFile: /m.pem\n    mode: requireSSL\n',
    },
    {
      text: 'net:\n  tls:\n    mode: disabled\n    ⟦CRLFile⟧: /c.pem\n',
      message: 'net.tls.mode is disabled',
    },
    { text: 'net:\n  tls:\n    mode: disabled\n    ⟦disabledProtocols⟧: none\n' },
    { text: 'net:\n  tls:\n    mode: disabled\n    ⟦CAFile⟧: ""\n' },
    { text: 'net:\n  ssl:\n    mode: disabled\n    ⟦disabledProtocols⟧: TLS1_0\n', version: '3.6' },
    { text: 'net:\n  tls:\n    mode: disabled\n    ⟦allowConnectionsWithoutCertificates⟧: true\n' },
    { text: 'setParameter:\n  ⟦opensslCipherConfig⟧: HIGH\n' },
    {
      text: 'setParameter:\n  ⟦opensslCipherConfig⟧: HIGH:!EXPORT:!aNULL@STRENGTH\n',
      version: '4.4',
    },
    { text: '⟦tlsCAFile⟧ = /ca.pem\n', fixed: 'tlsCAFile = /ca.pem\ntlsMode = requireTLS\n' },
  ],
});
