import { testRule } from '../support/rule-tester.ts';

testRule('tls-flag-given-twice', {
  valid: [
    'mongod --tlsMode requireTLS --sslCAFile /ca.pem\n',
    'mongosh --tls --ssl\n',
    'mongod --setParameter a=1 --setParameter b=2 --tlsMode allowTLS\n',
    'mongod --tlsMode allowTLS; mongod --tlsMode allowTLS\n',
  ],
  invalid: [
    { text: 'mongod --tlsCAFile /a.pem ⟦--sslCAFile⟧ /a.pem\n', message: 'beside --tlsCAFile' },
    { text: 'mongod --sslMode requireSSL ⟦--tlsMode⟧ requireTLS\n' },
    { text: 'mongo --tls ⟦--tls⟧ x\n', message: 'given twice' },
  ],
});
