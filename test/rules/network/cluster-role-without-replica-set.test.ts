import { testRule } from '../../support/rule-tester.ts';

testRule('cluster-role-without-replica-set', {
  valid: [
    'sharding:\n  clusterRole: shardsvr\nreplication:\n  replSetName: a\n',
    'sharding:\n  clusterRole: shardsvr\nreplication:\n  replSet: a\n',
    { text: 'sharding:\n  clusterRole: shardsvr\n', version: '4.4' },
    'sharding:\n  clusterRole: shardsvr\nstorage:\n  queryableBackupMode: true\n',
    'sharding:\n  clusterRole: {{ role }}\n',
    '{% if shard %}\nsharding:\n  clusterRole: shardsvr\n{% endif %}\n',
    'sharding:\n  clusterRole: other\n',
    { text: 'shardsvr = true\nreplSet = a\n', fileName: 'mongod.conf' },
    { text: 'shardsvr = false\nport = 1\n', fileName: 'mongod.conf' },
  ],
  invalid: [
    {
      text: 'sharding:\n  clusterRole: ⟦shardsvr⟧\n',
      versionIsAssumed: true,
      severity: 'warning',
      message: 'a server of 5.0 or later does not start',
    },
    { text: 'sharding:\n  clusterRole: ⟦shardsvr⟧\n', message: 'A shardsvr must be' },
    { text: 'sharding:\n  clusterRole: ⟦"configsvr"⟧\n' },
    { text: '⟦shardsvr⟧ = true\nport = 1\n', fileName: 'mongod.conf' },
  ],
});
