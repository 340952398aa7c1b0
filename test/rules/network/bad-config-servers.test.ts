import { testRule } from '../../support/rule-tester.ts';

testRule('bad-config-servers', {
  valid: [
    { text: 'sharding:\n  configDB: rs/a:1,b:1\n' },
    { text: 'sharding:\n  configDB: rs/localhost\n', program: 'mongos' },
    { text: 'sharding:\n  configDB: {{ servers }}\n', program: 'mongos' },
    { text: '{{ sharding }}\nnet:\n  port: 1\n', program: 'mongos' },
    { text: '# all on the command line\n', program: 'mongos' },
    { text: 'net:\n  port: 1\n', program: 'mongod' },
  ],
  invalid: [
    {
      text: 'net:\n  ⟦port⟧: 1\n',
      program: 'mongos',
      message: 'needs sharding.configDB',
      severity: 'error',
    },
    {
      text: 'sharding:\n  configDB: ⟦a:1,b:1,c:1⟧\n',
      message: 'must name the replica set',
      severity: 'error',
    },
    { text: 'sharding:\n  configDB: ⟦rs/⟧\n' },
    { text: 'configdb = ⟦a⟧\nport = 1\n', fileName: 'mongos.conf' },
  ],
});
