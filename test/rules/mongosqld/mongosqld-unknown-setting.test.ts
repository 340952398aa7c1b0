import { testRule } from '../../support/rule-tester.ts';

const fileName = 'mongosqld.conf';

testRule('mongosqld-unknown-setting', {
  valid: [
    {
      text: 'net:\n  ssl:\n    mode: requireSSL\nmongodb:\n  net:\n    ssl:\n      enabled: true\n',
      fileName,
    },
    { text: 'schema:\n  sample:\n    namespaces: ["*.*"]\n', fileName },
    { text: 'mongodb:\n  net:\n    auth:\n      password: {__exec: cat /x}\n', fileName },
    { text: 'setParameter:\n  type_conversion_mode: mysql\n', fileName },
    { text: 'net:\n', fileName },
    // behind a tab it is open what stands below what
    { text: 'mongodb:\n  net:\n    uri: "mongodb://a"\n\tauth:\n     username: u\n', fileName },
    { text: '__exec: cat a\ntype: yaml\n', fileName },
    { text: 'net:\n  tls:\n    foo: 1\n', fileName: 'mongod.conf' },
  ],
  invalid: [
    {
      text: 'net:\n  ⟦tls⟧:\n    mode: requireTLS\n    CAFile: /ca.pem\n',
      fileName,
      message: 'mongosqld has no net.tls',
      severity: 'warning',
    },
    {
      text: 'mongodb:\n  net:\n    ⟦tls⟧:\n      enabled: true\n',
      fileName,
      message: 'mongosqld to mongod or mongos',
    },
    {
      text: 'mongodb:\n  net:\n    ⟦url⟧: mongodb://a\n',
      fileName,
      fixed: 'mongodb:\n  net:\n    uri: mongodb://a\n',
    },
    { text: '⟦storage⟧:\n  dbPath: /data\n  engine: wiredTiger\n', fileName, message: 'storage is not' },
    { text: 'net:\n  port:\n    ⟦a⟧: 1\n', fileName },
    {
      text: 'schema:\n  sample:\n    ⟦mode⟧: write\n    ⟦source⟧: kept\n',
      fileName,
      message: 'since 2.11 schema.stored.mode and schema.stored.source',
    },
  ],
});
