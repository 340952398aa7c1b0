import { testRule } from '../support/rule-tester.ts';

testRule('unknown-tls-flag', {
  valid: [
    'mongod --tlsMode requireTLS --tlsOnNormalPorts --sslOnNormalPorts\n',
    'mongosh --tls --tlsUseSystemCA --sslPEMKeyFile /c.pem\n',
    'mongodump --sslWhatever\n',
    'mongod --somethingElse\n',
  ],
  invalid: [
    {
      text: 'mongod --tlsMode requireTLS ⟦--tlsCAfile⟧ /ca.pem\n',
      message: 'did you mean --tlsCAFile',
      fixed: 'mongod --tlsMode requireTLS --tlsCAFile /ca.pem\n',
    },
    { text: 'mongod ⟦--tls⟧\n', message: 'mongod has no flag --tls' },
    { text: 'mongosh --tls ⟦--tlsMode⟧ x\n', message: 'mongosh has no flag' },
  ],
});
