import { testRule } from '../../support/rule-tester.ts';

testRule('wrong-shape', {
  valid: [
    'net:\n  bindIp: localhost,10.0.0.5\n',
    'security:\n  authenticationMechanisms: [SCRAM-SHA-256]\n',
    'security:\n  authenticationMechanisms: {{ mechanisms }}\n',
    'net:\n  bindIp:\n    __exec: hostname\n',
    'setParameter:\n  scramIterationCount: {__exec: echo 10000}\n',
    'setParameter:\n  a: "[1, 2]"\n',
    'setParameter: {}\n',
    // an unknown setting is reported as such
    'foo: [1]\n',
    { text: 'storage:\n  dbPath: [a]\n', program: 'mongos' },
  ],
  invalid: [
    { text: 'setParameter:\n  saslHostName: ⟦{__exec: hostname}⟧\n', version: '4.0' },
    {
      text: 'net:\n  bindIp: ⟦[localhost, "10.0.0.5"]⟧\n',
      message: 'net.bindIp takes a single value',
      fixed: 'net:\n  bindIp: localhost,10.0.0.5\n',
    },
    { text: 'net:\n  port: ⟦[1]⟧\n' },
    { text: 'storage:\n  dbPath: ⟦[a b]⟧\n' },
    {
      text: 'security:\n  authenticationMechanisms: ⟦SCRAM-SHA-256,PLAIN⟧\n',
      message: 'takes a list',
      fixed: 'security:\n  authenticationMechanisms: [SCRAM-SHA-256, PLAIN]\n',
    },
    { text: 'security:\n  authenticationMechanisms:⟦⟧\n' },
    { text: 'security:\n  authenticationMechanisms: [⟦[a]⟧]\n', message: 'The items' },
    { text: 'setParameter: ⟦a=b⟧\n', message: 'takes a map' },
    { text: 'setParameter: ⟦[a]⟧\n' },
    { text: 'setParameter:\n  a: ⟦[1]⟧\n  b: ⟦{c: 1}⟧\n', message: 'setParameter.a takes a single value' },
  ],
});
