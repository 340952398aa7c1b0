import { testRule } from '../../support/rule-tester.ts';

testRule('unknown-tls-flag', {
  valid: [
    'mongod --tlsMode requireTLS --tlsOnNormalPorts --sslOnNormalPorts\n',
    'mongosh --tls --tlsUseSystemCA --sslPEMKeyFile /c.pem\n',
    'mongodump --ssl --sslCAFile /ca.pem --sslPEMKeyFile /c.pem --sslCRLFile /crl.pem --tlsInsecure\n',
    'bsondump --ssl x.bson\nmongodb_exporter --mongodb.uri=mongodb://h/?tls=true --web.config.file=/tls.yml\n',
    'mongod --somethingElse\n',
    'docker run mongo --tls-ca-cert /ca.pem --auth\n',
    { text: 'mongod --sslMode requireSSL\n', version: '4.0' },
    { text: 'mongod.exe --tlsCertificateSelector subject=a --logpath C:\\\\log\n' },
    { text: 'mongo --tls\n', version: '4.0' },
    'mongod --tlsFIPSMode\n',
  ],
  invalid: [
    {
      text: 'mongodump --host db1 ⟦--tls⟧ ⟦--tlsCAFile⟧ /ca.pem ⟦--tlsCertificateKeyFile⟧=/c.pem\n',
      message: 'mongodump has no flag --tls: the database tools kept the ssl names; did you mean --ssl?',
      fixed: 'mongodump --host db1 --ssl --sslCAFile /ca.pem --sslPEMKeyFile=/c.pem\n',
      severity: 'error',
    },
    {
      text: 'mongorestore --ssl ⟦--tlsAllowInvalidHostnames⟧ ⟦--sslCAfile⟧ /ca.pem ⟦--sslPEMKeyfle⟧ /c.pem\n',
      fixed: 'mongorestore --ssl --tlsInsecure --sslCAFile /ca.pem --sslPEMKeyFile /c.pem\n',
    },
    { text: 'mongodump --ssl; bsondump ⟦--tls⟧ x.bson\n', message: 'bsondump has no flag --tls' },
    {
      text: 'mongodb_exporter --mongodb.uri=mongodb://h ⟦--mongodb.tls-ca⟧=/ca.pem\n',
      message: 'from 0.10 on',
      severity: 'warning',
    },
    {
      text: 'mongod --tlsMode requireTLS ⟦--tlsCAfile⟧ /ca.pem\n',
      message: 'did you mean --tlsCAFile',
      fixed: 'mongod --tlsMode requireTLS --tlsCAFile /ca.pem\n',
    },
    {
      text: 'mongod ⟦--tls⟧\n',
      message: 'mongod has no flag --tls; did you mean --tlsMode requireTLS?',
      fixed: 'mongod --tlsMode requireTLS\n',
    },
    {
      text: 'mongod ⟦--tlsEnabled⟧ true\n',
      message: 'did you mean --tlsMode requireTLS?',
      fixed: 'mongod --tlsMode requireTLS\n',
    },
    ...[
      ['tlsCertFile', 'tlsCertificateKeyFile'],
      ['tlsKeyFile', 'tlsCertificateKeyFile'],
      ['tlsCert', 'tlsCertificateKeyFile'],
      ['tlsPEMKeyFile', 'tlsCertificateKeyFile'],
      ['tlsCA', 'tlsCAFile'],
      ['sslCA', 'tlsCAFile'],
      ['tlsTrustStore', 'tlsCAFile'],
      ['tlsCRL', 'tlsCRLFile'],
    ].flatMap(([written = '', meant = '']) =>
      ['mongod', 'mongosh'].map((program) => ({
        text: `${program} --port 1 ⟦--${written}⟧ /a.pem\n`,
        message: `${program} has no flag --${written}; did you mean --${meant}?`,
        fixed: `${program} --port 1 --${meant} /a.pem\n`,
      })),
    ),
    {
      text: 'mongod ⟦--tlsMode⟧ requireTLS\n',
      version: '4.0.28',
      message: '--tlsMode came with MongoDB 4.2; mongod 4.0.28 does not start',
    },
    {
      text: 'services:\n  db:\n    image: mongo:4.0\n    command: ⟦--tlsMode⟧ requireTLS\n',
      message: 'came with MongoDB 4.2',
    },
    { text: 'docker run mongo:3.6 mongo ⟦--tls⟧\n' },
    { text: 'mongod ⟦--tlsCertificateSelector⟧ subject=a\n', message: 'Windows and macOS only' },
    { text: 'mongod ⟦--tlsFIPSMode⟧\n', edition: 'community' },
    {
      text: 'mongosh --tls ⟦--sslFIPSMode⟧\n',
      message: '--tlsFIPSMode',
      fixed: 'mongosh --tls --tlsFIPSMode\n',
    },
    { text: 'mongosh --tls ⟦--tlsMode⟧ x\n', message: 'mongosh has no flag' },
  ],
});
