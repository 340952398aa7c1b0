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
      message: 'does not start, unless its command line has --configdb.',
      severity: 'warning',
    },
    {
      text: '# mongodb-tls: commandline=none\nnet:\n  ⟦port⟧: 1\n',
      program: 'mongos',
      message: 'it does not start.',
      severity: 'error',
    },
    {
      text: '# mongodb-tls: host=a:1 commandline=none version=7.0\n⟦port⟧ = 1\n',
      program: 'mongos',
      severity: 'error',
    },
    { text: '# mongodb-tls: commandline=all\nnet:\n  ⟦port⟧: 1\n', program: 'mongos', severity: 'warning' },
    {
      text: 'sharding:\n  configDB: ⟦a:1,b:1,c:1⟧\n',
      message: 'must name the replica set',
      severity: 'error',
    },
    { text: 'sharding:\n  configDB: ⟦rs/⟧\n' },
    { text: 'configdb = ⟦a⟧\nport = 1\n', fileName: 'mongos.conf' },
  ],
});
