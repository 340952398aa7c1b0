import { testRule } from '../../support/rule-tester.ts';

const tls = 'net:\n  tls:\n    mode: requireTLS\n    certificateKeyFile: /m.pem\n';
const x509 = 'security:\n  clusterAuthMode: x509\n';
const system = 'setParameter:\n  tlsUseSystemCA: true\n';

testRule('cluster-auth-without-ca-file', {
  valid: [
    `${tls}    CAFile: /ca.pem\n${x509}`,
    // tls-without-chain-of-trust speaks of this
    `${tls}${x509}`,
    `${tls}${system}security:\n  clusterAuthMode: keyFile\n`,
    { text: `${tls}security:\n  clusterAuthMode: sendX509\n`, version: '4.4.28' },
    { text: `${tls}    certificateSelector: subject=a\n${x509}${system}`, platform: 'windows' },
  ],
  invalid: [
    { text: `${tls}${system}security:\n  clusterAuthMode: ⟦x509⟧\n` },
    { text: `${tls}${system}security:\n  clusterAuthMode: ⟦sendKeyFile⟧\n` },
    { text: `${tls}security:\n  clusterAuthMode: ⟦x509⟧\n`, version: '4.4.28' },
    { text: `${tls}security:\n  clusterAuthMode: ⟦sendX509⟧\n`, version: '5.0.24' },
  ],
});
