import { testRule } from '../../support/rule-tester.ts';

const login = 'mongodb:\n  net:\n    auth:\n      username: bi\n      password: p\n';

testRule('mongosqld-credentials-without-tls', {
  valid: [
    { text: login, program: 'mongosqld' },
    { text: `${login}    ssl:\n      enabled: true\n    uri: mongodb://db1:27017\n`, program: 'mongosqld' },
    { text: `${login}    uri: mongodb://db1:27017/?tls=true\n`, program: 'mongosqld' },
    { text: 'net:\n  ssl:\n    mode: allowSSL\n', program: 'mongosqld' },
    { text: `net:\n  ssl:\n    mode: requireSSL\n${login}`, program: 'mongosqld' },
    {
      text: 'mongodb:\n  net:\n    ssl:\n      enabled: false\n    uri: mongodb://db1\n',
      program: 'mongosqld',
    },
  ],
  invalid: [
    {
      text: `${login}    ssl:\n      enabled: ⟦false⟧\n    uri: mongodb://db1:27017,localhost:1\n`,
      program: 'mongosqld',
      severity: 'warning',
    },
    { text: `${login}    ssl:\n      enabled: ⟦false⟧\n`, program: 'mongosqld', severity: 'info' },
    {
      text: 'mongodb:\n  net:\n    uri: mongodb://10.1.2.3/\n    auth:\n      ⟦username⟧: bi\n',
      program: 'mongosqld',
      severity: 'warning',
    },
    {
      text: `net:\n  ssl:\n    mode: ⟦allowSSL⟧\n${login}    ssl:\n      enabled: ⟦false⟧\n`,
      program: 'mongosqld',
      message: 'without TLS too',
    },
    {
      text: 'security:\n  enabled: true\nnet:\n  ssl:\n    mode: ⟦allowSSL⟧\n',
      program: 'mongosqld',
      severity: 'warning',
    },
  ],
});
