import { testRule } from '../../support/rule-tester.ts';

testRule('wrong-indentation', {
  valid: [
    'net:\n  port: 27017\n  tls:\n    mode: disabled\n',
    'net:\n  sport: 27017\nsecurity:\n  authorization: enabled\n',
    '{ net: { port: 27017 },\n  tls: { mode: disabled } }\n',
    'net:\n\tport: 27017\n',
    'setParameter:\n  enableLocalhostAuthBypass: false\n',
    // each of these sections is moved by itself
    'storage:\n  dbPath: /d\n  net:\n    port: 1\n  security:\n    authorization: enabled\n',
  ],
  invalid: [
    {
      text: 'net:\n  tls:\n    mode: requireTLS\n  ⟦CAFile: /ca.pem⟧\n',
      fixed: 'net:\n  tls:\n    mode: requireTLS\n    CAFile: /ca.pem\n',
      message: '2 spaces too little to belong under net.tls',
    },
    {
      text: 'security:\n  authorization: enabled\n   ⟦keyFile: /k⟧\nnet:\n  port: 1\n',
      fixed: 'security:\n  authorization: enabled\n  keyFile: /k\nnet:\n  port: 1\n',
      message: '1 space too much',
    },
    {
      text: 'storage:\n  dbPath: /d\n  ⟦security:⟧\n    authorization: enabled\n',
      fixed: 'storage:\n  dbPath: /d\nsecurity:\n  authorization: enabled\n',
      message: 'This line and the one below',
    },
    {
      text: 'storage:\n  dbPath: /d\n    ⟦journal:⟧\n      commitIntervalMs: 9\n    directoryPerDB: true\nnet:\n  port: 1\n',
      fixed:
        'storage:\n  dbPath: /d\n  journal:\n    commitIntervalMs: 9\n  directoryPerDB: true\nnet:\n  port: 1\n',
      message: 'This line and the 2 below',
    },
    {
      text: 'setParameter:\n⟦authenticationMechanisms: PLAIN⟧\nnet:\n  port: 1\n',
      fixed: 'setParameter:\n  authenticationMechanisms: PLAIN\nnet:\n  port: 1\n',
    },
  ],
});
