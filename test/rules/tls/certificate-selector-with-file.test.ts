import { testRule } from '../../support/rule-tester.ts';

testRule('certificate-selector-with-file', {
  valid: [
    { text: 'net.tls.certificateSelector: subject=x\nnet.tls.clusterFile: /c.pem\n', platform: 'windows' },
    {
      text: 'net.tls.clusterCertificateSelector: subject=x\nnet.tls.clusterPassword: x\n',
      platform: 'windows',
    },
    'net.tls.certificateSelector: subject=x\nnet.tls.certificateKeyFile: /c.pem\n',
  ],
  invalid: [
    {
      text: '⟦net.tls.certificateSelector⟧: subject=x\nnet.tls.certificateKeyFile: /c.pem\n',
      platform: 'windows',
    },
    { text: '⟦net.ssl.certificateSelector⟧: subject=x\nnet.ssl.PEMKeyPassword: x\n', platform: 'macos' },
    { text: 'tlsClusterFile = a\n⟦tlsClusterCertificateSelector⟧ = subject=x\n', platform: 'windows' },
  ],
});
