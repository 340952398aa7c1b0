import { testRule } from '../support/rule-tester.ts';

testRule('unknown-tls-mode-flag', {
  valid: [
    'mongod --tlsMode requireTLS\n',
    'mongod --sslMode requireSSL\n',
    'mongod --sslMode allowTLS\n',
    'mongod --tlsMode ${MODE}\n',
    'mongod --tlsMode {{ mode }}\n',
    'mongosqld --sslMode nonsense\n',
  ],
  invalid: [
    { text: 'mongod --tlsMode ⟦requireSSL⟧\n', fixed: 'mongod --tlsMode requireTLS\n' },
    { text: 'mongos "--tlsMode=⟦RequireTLS⟧"\n', fixed: 'mongos "--tlsMode=requireTLS"\n' },
    { text: 'mongod --sslMode ⟦on⟧\n', message: '"on" is not a TLS mode' },
  ],
});
