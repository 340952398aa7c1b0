import { testRule } from '../../support/rule-tester.ts';

testRule('tls-without-certificate', {
  valid: [
    'net:\n  tls:\n    mode: requireTLS\n    certificateKeyFile: /m.pem\n',
    'net:\n  ssl:\n    mode: requireSSL\n    PEMKeyFile: /m.pem\n',
    'net:\n  tls:\n    mode: disabled\n',
    { text: 'net:\n  tls:\n    mode: allowTLS\n    certificateSelector: subject=x\n', platform: 'windows' },
    'net:\n  tls:\n    mode: {{ mode }}\n',
    'net:\n  tls:\n    mode: requireTLS\n    certificateKeyFile: {__exec: "cat path"}\n',
  ],
  invalid: [
    { text: 'net:\n  tls:\n    mode: ⟦requireTLS⟧\n    CAFile: /ca.pem\n', message: 'certificateKeyFile' },
    { text: 'net:\n  ssl:\n    mode: ⟦allowSSL⟧\n', version: '3.6', message: 'net.ssl.PEMKeyFile' },
    { text: 'tlsMode = ⟦preferTLS⟧\n', platform: 'windows', message: 'certificateSelector' },
  ],
});
