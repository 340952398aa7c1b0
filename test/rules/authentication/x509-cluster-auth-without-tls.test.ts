import { testRule } from '../../support/rule-tester.ts';

testRule('x509-cluster-auth-without-tls', {
  valid: [
    'security.clusterAuthMode: keyFile\n',
    'security.clusterAuthMode: x509\nnet.tls.mode: preferTLS\n',
    'security.clusterAuthMode: x509\nnet.tls.mode: {{ mode }}\n',
    'security.clusterAuthMode: {{ mode }}\n',
  ],
  invalid: [
    { text: 'security.clusterAuthMode: ⟦x509⟧\n' },
    { text: 'security.clusterAuthMode: ⟦sendKeyFile⟧\nnet.ssl.mode: disabled\n', version: '3.6' },
    { text: 'clusterAuthMode = ⟦sendX509⟧\n' },
  ],
});
