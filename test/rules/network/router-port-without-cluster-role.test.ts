import { testRule } from '../../support/rule-tester.ts';

testRule('router-port-without-cluster-role', {
  valid: [
    'net:\n  routerPort: 1\nsharding:\n  clusterRole: shardsvr\n',
    'net:\n  routerPort: 1\n{{ sharding }}\n',
    { text: 'net:\n  routerPort: 1\n', version: '7.0' },
  ],
  invalid: [{ text: 'net:\n  ⟦routerPort⟧: 1\n', message: 'needs sharding.clusterRole' }],
});
