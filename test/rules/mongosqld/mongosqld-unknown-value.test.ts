import { testRule } from '../../support/rule-tester.ts';

const fileName = 'mongosqld.conf';

testRule('mongosqld-unknown-value', {
  valid: [
    { text: 'net:\n  ssl:\n    mode: allowSSL\n', fileName },
    { text: 'net:\n  ssl:\n    mode: ${MODE}\n', fileName },
    { text: 'schema:\n  stored:\n    mode: custom\n', fileName },
    { text: 'systemLog:\n  logRotate: x\n', fileName: 'mongod.conf' },
  ],
  invalid: [
    {
      text: 'net:\n  ssl:\n    mode: ⟦preferSSL⟧\n',
      fileName,
      message: 'does not connect to itself',
      severity: 'warning',
      fixed: 'net:\n  ssl:\n    mode: allowSSL\n',
    },
    {
      text: 'net:\n  ssl:\n    mode: ⟦"requireTLS"⟧\n',
      fileName,
      fixed: 'net:\n  ssl:\n    mode: "requireSSL"\n',
    },
    { text: 'net:\n  ssl:\n    minimumTLSVersion: ⟦1.2⟧\n', fileName, message: 'TLS1_0, TLS1_1, TLS1_2' },
    { text: 'systemLog:\n  logRotate:⟦⟧\n', fileName },
  ],
});
