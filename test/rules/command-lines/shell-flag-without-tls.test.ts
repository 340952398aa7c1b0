import { testRule } from '../../support/rule-tester.ts';

testRule('shell-flag-without-tls', {
  valid: [
    'mongo --tls --tlsCAFile /ca.pem db\n',
    'mongo --ssl --tlsCAFile /ca.pem\n',
    'mongo $OPTIONS --tlsCAFile /ca.pem\n',
    'mongosh --tlsCAFile /ca.pem\n',
    'mongodump --sslCAFile /ca.pem --host mongo\n',
  ],
  invalid: [
    { text: 'mongo ⟦--tlsCAFile⟧ /ca.pem db\n', message: 'without --tls' },
    {
      text: "docker exec db mongo 'mongodb://h/?ssl=true' ⟦--sslCAFile⟧ /ca.pem\n",
      message: 'without --ssl',
    },
  ],
});
