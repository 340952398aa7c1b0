import { testRule } from '../../support/rule-tester.ts';

testRule('few-config-servers', {
  valid: [
    'sharding:\n  configDB: rs/a:1,b:1,c:1\n',
    'sharding:\n  configDB: rs/${HOSTS}\n',
    'sharding:\n  configDB: a\n',
    { text: 'net:\n  port: 1\n', program: 'mongos' },
  ],
  invalid: [
    { text: 'sharding:\n  configDB: ⟦rs/a:1⟧\n', message: 'with one', severity: 'warning' },
    { text: 'sharding:\n  configDB: ⟦"rs/a:1,b:1"⟧\n', message: 'with two' },
  ],
});
