import { testRule } from '../../support/rule-tester.ts';

testRule('cluster-file-same-as-certificate', {
  valid: [
    'net.tls.certificateKeyFile: /a.pem\nnet.tls.clusterFile: /b.pem\n',
    'net.tls.clusterFile: /b.pem\n',
    'net.tls.certificateKeyFile: {{ pem }}\nnet.tls.clusterFile: {{ pem }}\n',
  ],
  invalid: [
    { text: 'net.tls.certificateKeyFile: /a.pem\n⟦net.tls.clusterFile: "/a.pem"⟧\n', severity: 'info' },
    { text: 'sslPEMKeyFile = /a.pem\n⟦sslClusterFile = /a.pem⟧\n', version: '3.6' },
  ],
});
