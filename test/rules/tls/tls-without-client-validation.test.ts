import { testOnFlags } from '../../support/flag-tests.ts';
import { testRule } from '../../support/rule-tester.ts';

const tls = 'net:\n  tls:\n    mode: ⟦requireTLS⟧\n    certificateKeyFile: /m.pem\n';
const plain = tls.replace(/[⟦⟧]/g, '');

testRule('tls-without-client-validation', {
  valid: [
    plain,
    { text: `${plain}    CAFile: /ca.pem\n`, version: '4.2' },
    { text: 'net.ssl.mode: disabled\n', version: '4.2' },
    { text: `${plain}security:\n  clusterAuthMode: x509\n`, version: '4.2' },
  ],
  invalid: [
    { text: tls, version: '7.0.5', severity: 'warning' },
    { text: tls, version: '4.2' },
    { text: 'sslMode = ⟦allowSSL⟧\n', version: '3.6' },
    {
      text: `${tls}    clusterCAFile: /ca.pem\n`,
      version: '4.2',
      message: 'none of the members it connects to',
    },
  ],
});

testOnFlags('tls-without-client-validation', {
  valid: [
    { text: 'mongod --tlsMode requireTLS --tlsCAFile /ca.pem\n', version: '4.2' },
    { text: 'mongod --tlsMode requireTLS --config /c\n', version: '4.2' },
    'mongod --tlsMode requireTLS\n',
  ],
  invalid: [{ text: 'mongod --sslMode ⟦requireSSL⟧ --sslPEMKeyFile /m.pem\n', version: '4.0' }],
});
