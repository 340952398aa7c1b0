import { testRule } from '../../support/rule-tester.ts';

const allow = 'net.tls.mode: allowTLS\n';

testRule('x509-cluster-auth-with-allow-tls', {
  valid: [
    `${allow}security.clusterAuthMode: sendKeyFile\n`,
    `${allow}security:\n  clusterAuthMode: x509\n  transitionToAuth: true\n`,
    `${allow}security:\n  clusterAuthMode: x509\n  transitionToAuth: {{ transition }}\n`,
    'net.tls.mode: preferTLS\nsecurity.clusterAuthMode: x509\n',
    {
      text: 'net.ssl.mode: allowSSL\nsecurity:\n  clusterAuthMode: x509\n  transitionToAuth: true\n',
      version: '4.4',
    },
  ],
  invalid: [
    { text: `${allow}security.clusterAuthMode: ⟦x509⟧\n` },
    { text: `${allow}security:\n  clusterAuthMode: ⟦sendX509⟧\n  transitionToAuth: false\n` },
    {
      text: 'net.ssl.mode: allowSSL\nsecurity:\n  clusterAuthMode: ⟦sendX509⟧\n  transitionToAuth: true\n',
      version: '4.4',
      message: 'allowSSL',
    },
  ],
});
