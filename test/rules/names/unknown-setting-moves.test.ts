import { testRule } from '../../support/rule-tester.ts';

// a setting in the wrong section, in braces, with dots and with anchors
testRule('unknown-setting', {
  valid: ['net: {tls: {CAFile: /ca.pem}}\n'],
  invalid: [
    // flow style and JSON
    {
      text: 'net: {⟦CAFile⟧: /ca.pem, tls: {mode: requireTLS}}\n',
      fixed: 'net: {tls: {mode: requireTLS, CAFile: /ca.pem}}\n',
    },
    {
      text: 'net: {tls: {mode: requireTLS}, ⟦CAFile⟧: /ca.pem}\n',
      fixed: 'net: {tls: {mode: requireTLS, CAFile: /ca.pem}}\n',
    },
    { text: 'net: {⟦CAFile⟧: "/ca.pem"}\n', fixed: 'net: {tls: {CAFile: "/ca.pem"}}\n' },
    {
      text: '{\n  "net": {\n    "port": 1,\n    "⟦security⟧": {"authorization": "enabled"}\n  }\n}\n',
      fixed: '{\n  "net": {\n    "port": 1\n  },\n  "security": {"authorization": "enabled"}\n}\n',
    },
    {
      text: '{"net": {"⟦security⟧": {"authorization": "enabled"}}}',
      fixed: '{"net": {}, "security": {"authorization": "enabled"}}',
    },
    {
      text: '{"⟦CAFile⟧": "/ca.pem", "net": {"tls": {}}}\n',
      fixed: '{"net": {"tls": {"CAFile": "/ca.pem"}}}\n',
    },
    { text: '{"⟦port⟧": 1}', fixed: '{"net": {"port": 1}}' },
    {
      text: 'net: {port: 1, ⟦security⟧: {authorization: enabled}}\n',
      fixed: 'net: {port: 1}\nsecurity: {authorization: enabled}\n',
    },
    {
      text: 'net: {tls: {mode: requireTLS}}\n⟦CAFile⟧: /ca,b.pem\n',
      fixed: 'net: {tls: {mode: requireTLS}}\nnet.tls.CAFile: /ca,b.pem\n',
    },
    // a comment must not be lost, so the key gets its whole name where it stands
    {
      text: 'net: {\n  # the CA\n  ⟦CAFile⟧: /ca.pem, # ours\n  tls: {mode: requireTLS}}\n',
      fixed: 'net: {\n  # the CA\n  tls.CAFile: /ca.pem, # ours\n  tls: {mode: requireTLS}}\n',
    },
    // dotted keys
    {
      text: 'net.⟦CAFile⟧: /ca.pem # ours\nnet.port: 1\n',
      message: 'it belongs under net.tls',
      fixed: 'net.tls.CAFile: /ca.pem # ours\nnet.port: 1\n',
    },
    { text: '{"net.⟦CAFile⟧": "/ca.pem"}', fixed: '{"net.tls.CAFile": "/ca.pem"}' },
    {
      text: 'storage:\n  dbPath: /data\nnet.⟦security⟧:\n  keyFile: /k\n',
      fixed: 'storage:\n  dbPath: /data\nsecurity:\n  keyFile: /k\n',
    },
    {
      text: 'net:\n  port: 1\n  ⟦security⟧.keyFile: /k\n',
      fixed: 'net:\n  port: 1\nsecurity:\n  keyFile: /k\n',
    },
    {
      text: 'security:\n  authorization: enabled\nnet.⟦security⟧:\n  keyFile: /k\n',
    },
    // anchors: by lines where the anchor stays before its alias, else by the whole name
    {
      text: 'net:\n  ⟦CAFile⟧: &ca /ca.pem\n  tls:\n    mode: requireTLS\n    clusterCAFile: *ca\n',
      fixed: 'net:\n  tls.CAFile: &ca /ca.pem\n  tls:\n    mode: requireTLS\n    clusterCAFile: *ca\n',
    },
    {
      text: 'net:\n  tls:\n    CAFile: &ca /ca.pem\n⟦clusterCAFile⟧: *ca\n',
      fixed: 'net:\n  tls:\n    CAFile: &ca /ca.pem\n    clusterCAFile: *ca\n',
    },
    {
      text: 'net:\n  ⟦CAFile⟧: /ca.pem\n  port: &p 1\n  tls:\n    mode: requireTLS\n',
      fixed: 'net:\n  port: &p 1\n  tls:\n    mode: requireTLS\n    CAFile: /ca.pem\n',
    },
    // it would be set twice, under its older name
    { text: 'net:\n  ssl:\n    CAFile: /a\n  ⟦CAFile⟧: /b\n' },
    // it is there already
    { text: 'net:\n  port: 1\n⟦port⟧: 2\n' },
  ],
});
