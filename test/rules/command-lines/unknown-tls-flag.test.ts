import { testRule } from '../../support/rule-tester.ts';

testRule('unknown-tls-flag', {
  valid: [
    'mongod --tlsMode requireTLS --tlsOnNormalPorts --sslOnNormalPorts\n',
    'mongosh --tls --tlsUseSystemCA --sslPEMKeyFile /c.pem\n',
    'mongodump --sslWhatever\n',
    'mongod --somethingElse\n',
    'docker run mongo --tls-ca-cert /ca.pem --auth\n',
    { text: 'mongod --sslMode requireSSL\n', version: '4.0' },
    { text: 'mongod.exe --tlsCertificateSelector subject=a --logpath C:\\\\log\n' },
    { text: 'mongo --tls\n', version: '4.0' },
    'mongod --tlsFIPSMode\n',
  ],
  invalid: [
    {
      text: 'mongod --tlsMode requireTLS ⟦--tlsCAfile⟧ /ca.pem\n',
      message: 'did you mean --tlsCAFile',
      fixed: 'mongod --tlsMode requireTLS --tlsCAFile /ca.pem\n',
    },
    { text: 'mongod ⟦--tls⟧\n', message: 'mongod has no flag --tls' },
    {
      text: 'mongod ⟦--tlsMode⟧ requireTLS\n',
      version: '4.0.28',
      message: 'MongoDB 4.0.28 does not know --tlsMode',
    },
    {
      text: 'services:\n  db:\n    image: mongo:4.0\n    command: ⟦--tlsMode⟧ requireTLS\n',
      message: 'came with 4.2',
    },
    { text: 'docker run mongo:3.6 mongo ⟦--tls⟧\n' },
    { text: 'mongod ⟦--tlsCertificateSelector⟧ subject=a\n', message: 'windows and macos only' },
    { text: 'mongod ⟦--tlsFIPSMode⟧\n', edition: 'community' },
    {
      text: 'mongosh --tls ⟦--sslFIPSMode⟧\n',
      message: '--tlsFIPSMode',
      fixed: 'mongosh --tls --tlsFIPSMode\n',
    },
    { text: 'mongosh --tls ⟦--tlsMode⟧ x\n', message: 'mongosh has no flag' },
  ],
});
