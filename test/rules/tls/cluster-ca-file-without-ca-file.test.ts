import { testRule } from '../../support/rule-tester.ts';

const tls = 'net:\n  tls:\n    mode: requireTLS\n';

testRule('cluster-ca-file-without-ca-file', {
  valid: [
    `${tls}    CAFile: /a.pem\n    clusterCAFile: /b.pem\n`,
    { text: `${tls}    clusterCAFile: /b.pem\n`, version: '7.0.5' },
    'net:\n  tls:\n    clusterCAFile: /b.pem\n',
  ],
  invalid: [
    {
      text: `${tls}    ⟦clusterCAFile⟧: /b.pem\n`,
      fixed: `${tls}    clusterCAFile: /b.pem\n    CAFile: /b.pem\n`,
    },
    {
      text: `${tls}    ⟦clusterCAFile⟧: /b.pem\nsetParameter: {tlsUseSystemCA: true}\n`,
      version: '6.0.14',
      fixed: `${tls}    clusterCAFile: /b.pem\n    CAFile: /b.pem\nsetParameter: {tlsUseSystemCA: true}\n`,
    },
    { text: `${tls}    ⟦clusterCAFile⟧: {{ ca }}\n` },
  ],
});
