import { testRule } from '../../support/rule-tester.ts';

const tls = 'net:\n  tls:\n    mode: preferTLS\n    clusterAuthX509:\n      attributes: O=a\n';
const override = 'setParameter:\n  ⟦tlsX509ClusterAuthDNOverride⟧: O=b\n';
const plain = override.replace(/[⟦⟧]/g, '');

testRule('member-name-override-conflict', {
  valid: [
    tls,
    `net:\n  tls:\n    mode: preferTLS\n${plain}`,
    `${tls}setParameter:\n  tlsX509ClusterAuthDNOverride: ""\n`,
    { text: `${tls}${plain}`, platform: 'windows' },
    tls.replace('preferTLS', 'disabled') + plain,
    { text: `${tls}${plain}`, version: '6.0' },
  ],
  invalid: [
    { text: `${tls}${override}` },
    {
      text: `net.tls.mode: requireTLS\n${override}  tlsClusterAuthX509Override: '{"attributes": "O=a"}'\n`,
      message: 'setParameter.tlsClusterAuthX509Override',
    },
  ],
});
