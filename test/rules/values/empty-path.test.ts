import { testRule } from '../../support/rule-tester.ts';

testRule('empty-path', {
  valid: [
    'storage:\n  dbPath: ""\n',
    'net:\n  tls:\n    mode: requireTLS\n    CAFile: {{ ca }}\n',
    // with TLS off it is another fault
    'net:\n  tls:\n    CAFile:\n',
    'security:\n  keyFile: ""\n  clusterAuthMode: x509\n',
    'systemLog:\n  path: ""\n',
    'logpath = /l\n',
    {
      text: 'net:\n  tls:\n    mode: requireTLS\n    CRLFile:\n',
      platform: 'macos',
    },
  ],
  invalid: [
    {
      text: 'net:\n  tls:\n    mode: requireTLS\n    certificateKeyFile: ⟦""⟧\n    ⟦CAFile⟧:\n    clusterFile: ⟦~⟧\n',
      message: 'the folder it is started in',
    },
    { text: 'security:\n  ⟦keyFile⟧:\n' },
    { text: 'net:\n  tls:\n    mode: requireTLS\n    ⟦CRLFile⟧:\n' },
    { text: '⟦keyFile⟧ =\n⟦logpath⟧ =\n' },
  ],
});
