import { testOnFlags } from '../../support/flag-tests.ts';

testOnFlags('unavailable-flag', {
  valid: [
    'mongod --auth --port 1 --logpath /l --fork --dbpath /d --bind_ip_all --replSet r --keyFile /k --wiredTigerCacheSizeGB 1\n',
    'mongod --shardsvr --oplogSize 1 --directoryperdb --quiet --profile 1 --slowms 1 --noauth --nounixsocket --ipv6 --syslog\n',
    'mongos --configdb c/h:1 --port 1 --bind_ip x --keyFile /k --fork --logpath /l --logappend --pidfilepath /p\n',
    'image: mongo:4.0\ncommand: --smallfiles --storageEngine mmapv1\n',
    'image: mongo:6.0\ncommand: --journal\n',
    'image: mongo:2.6\ncommand: --smallfiles --nssize 3 --quota --journalCommitInterval 3 --rest --jsonp\n',
    { text: 'mongod --port 1 --fork --logpath /l --smallfiles --rest\n', version: '2.4' },
    'mongod --audit-of-vendor --whatever 1 --relaxPermChecks\n',
    'mongod --tlsMode allowTLS --help --version --config x\n',
    'mongosh --ssl --nodb\n',
    'command:\n- mongod\n{{- if .old }}\n- --smallfiles\n{{- end }}\n',
    { text: 'mongod --enableEncryption --auditDestination file\n' },
  ],
  invalid: [
    { text: 'image: mongo:4.4\ncommand: ⟦--smallfiles⟧ --port 1\n', message: 'removed in MongoDB 4.2;' },
    { text: 'image: mongo:7\ncommand: ["mongod", "⟦--nojournal⟧"]\n', message: 'removed in MongoDB 6.1' },
    {
      text: 'mongod --port 1 ⟦--clusterAuthMode⟧ x509 ⟦--auditDestination⟧ file\n',
      version: '2.4',
      message: 'came with MongoDB',
    },
    { text: 'mongod ⟦--smallfiles⟧ ⟦--noprealloc⟧ -f x\n', version: '5.0' },
    {
      text: 'mongod ⟦--maintenanceMode⟧ replicaSet --port 1\n',
      version: '5.0',
      message: 'came with MongoDB',
    },
    {
      text: 'mongos --configdb c/h:1 ⟦--dbpath⟧ /d ⟦--auth⟧\n',
      message: '--dbpath is a setting of mongod only; mongos',
    },
  ],
});
