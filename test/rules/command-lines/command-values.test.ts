import { testOnFlags } from '../../support/flag-tests.ts';

testOnFlags('number-out-of-range', {
  valid: [
    'mongod --port 65535 --maxConns=5\n',
    'mongod --port 010000\n',
    'mongod --port $PORT --oplogSize {{ size }}\n',
    'mongod --port=<port>\n',
    'mongodump --port 70000 --ssl\n',
  ],
  invalid: [
    { text: 'mongod --port ⟦70000⟧\n', message: '--port takes 0 to 65535' },
    { text: 'command: ["mongos", "--port=⟦-1⟧", "--configdb", "c/h:1"]\n' },
    { text: 'mongod --maxConns ⟦4⟧ --setParameter tlsOCSPVerifyTimeoutSecs=⟦0⟧\n' },
  ],
});

testOnFlags('wrong-number', {
  valid: [
    'mongod --port 27017 --wiredTigerCacheSizeGB 0.25\n',
    'mongod --port 09\n',
    'mongod --port PORT\n',
    'mongod --port {port} --oplogSize __SIZE__\n',
    'mongod --port="$BASE"17\n',
    'mongod --port [[ port ]] --auth\n',
  ],
  invalid: [
    { text: 'mongod --port ⟦27017x⟧ --auth\n', message: '"27017x" is not a whole number' },
    { text: 'mongod --wiredTigerCacheSizeGB ⟦1GB⟧\n' },
    { text: 'mongod --oplogSize ⟦99999999999⟧\n', message: 'too large' },
    { text: 'mongod --oplogSize ⟦1024.0⟧\n', fixed: 'mongod --oplogSize 1024\n' },
  ],
});

testOnFlags('unknown-value', {
  valid: [
    'mongod --storageEngine wiredTiger --logRotate reopen\n',
    'mongod --storageEngine=$ENGINE\n',
    { text: 'image: mongo:4.0\ncommand: --storageEngine mmapv1\n' },
    'mongod --syslogFacility user --profile 1 --shardsvr -v\n',
  ],
  invalid: [
    { text: 'image: mongo:4.4\ncommand: --storageEngine ⟦mmapv1⟧\n', message: 'removed' },
    {
      text: 'mongod --storageEngine ⟦WiredTiger⟧\n',
      fixed: 'mongod --storageEngine wiredTiger\n',
    },
    { text: 'mongod --timeStampFormat ⟦iso⟧\n' },
  ],
});

testOnFlags('unknown-compressor', {
  valid: [
    'mongod --networkMessageCompressors snappy,zstd\n',
    'mongod --networkMessageCompressors "$LIST"\n',
    'mongod --networkMessageCompressors disabled\n',
  ],
  invalid: [
    {
      text: 'mongod --networkMessageCompressors "⟦snappy, zlib⟧"\n',
      fixed: 'mongod --networkMessageCompressors "snappy,zlib"\n',
    },
    { text: 'command: ["mongod", "--networkMessageCompressors=⟦gzip⟧"]\n' },
  ],
});

testOnFlags('slash-in-replica-set-name', {
  valid: [
    'mongod --replSet rs0\n',
    'mongod --replSet "$NAME/x"\n',
    'mongosh --host rs/a --tls\n',
    'image: mongo:3.4\ncommand: --replSet rs/a\n',
  ],
  invalid: [{ text: 'mongod --replSet ⟦rs/a⟧\n', message: '--replSet is the bare name' }],
});

testOnFlags('bad-config-servers', {
  valid: [
    'mongos --configdb cfg/a:27019,b:27019\n',
    'mongos --configdb $CFG\n',
    'mongos --port 1 -f /etc/mongos.conf\n',
    'mongos --port 1 $OPTS\n',
    'mongos --port 1 --version\n',
    { text: 'FROM mongo:3.2\nCMD mongos --configdb a:27019\n' },
  ],
  invalid: [
    { text: 'mongos --configdb ⟦a:27019,b:27019⟧\n', message: '--configdb must name' },
    { text: 'mongos ⟦--port⟧ 1\n', message: 'mongos needs --configdb', severity: 'error' },
  ],
});

testOnFlags('fork-without-log', {
  valid: [
    'mongod --fork --logpath /l\n',
    'mongod --fork --syslog\n',
    'mongod --fork $OPTS\n',
    'mongod --fork -f /etc/mongod.conf\n',
    'OPTS="--fork"\nmongod $OPTS\n',
  ],
  invalid: [{ text: 'mongod --dbpath /d ⟦--fork⟧\n', message: '--fork needs a log file' }],
});

testOnFlags('log-reopen-without-append', {
  valid: ['mongod --logRotate reopen --logappend --logpath /l\n', 'mongod --logRotate reopen -f x\n'],
  invalid: [{ text: 'mongod --logpath /l --logRotate ⟦reopen⟧\n', message: 'needs --logappend' }],
});

testOnFlags('replica-set-without-key-file', {
  valid: [
    'mongod --replSet rs --auth --keyFile /k\n',
    'mongod --replSet rs --auth -f x\n',
    'mongod --replSet rs\n',
    'image: mongo:7\ncommand: --auth --replSet rs --clusterAuthMode x509\n',
  ],
  invalid: [
    { text: 'image: mongo:7\ncommand: ["--replSet", "rs", "⟦--auth⟧"]\n' },
    { text: 'image: mongo:4.0\ncommand: --replSet rs ⟦--auth⟧\n', severity: 'warning' },
  ],
});

testOnFlags('cluster-role-without-replica-set', {
  valid: [
    'mongod --shardsvr --replSet rs\n',
    'image: mongo:4.4\ncommand: --shardsvr\n',
    'mongod --shardsvr $REPL\n',
  ],
  invalid: [
    { text: 'image: mongo:7\ncommand: mongod ⟦--configsvr⟧ --port 1\n', message: 'without --replSet' },
  ],
});

testOnFlags('unknown-parameter', {
  valid: [
    'mongod --setParameter diagnosticDataCollectionEnabled=false --setParameter=tlsUseSystemCA=true\n',
    'mongod --setParameter "$NAME=1"\n',
  ],
  invalid: [
    {
      text: 'mongod --setParameter ⟦tlsUseSystemCa⟧=true\n',
      fixed: 'mongod --setParameter tlsUseSystemCA=true\n',
    },
  ],
});

testOnFlags('run-time-parameter', {
  valid: ['mongod --tlsMode allowTLS\n'],
  invalid: [
    { text: 'mongod --setParameter ⟦tlsMode⟧=requireTLS\n', message: 'Use --tlsMode.' },
    { text: 'mongod --setParameter ⟦sslMode⟧=requireSSL\n', version: '4.0', message: 'Use --sslMode.' },
  ],
});

testOnFlags('bad-parameter-value', {
  valid: [
    'mongod --setParameter tlsUseSystemCA=true\n',
    'mongod --setParameter tlsUseSystemCA="true"\n',
    'mongod --setParameter "tlsUseSystemCA=true" --setParameter tlsUseSystemCA=$X\n',
  ],
  invalid: [{ text: 'mongod --setParameter tlsUseSystemCA=⟦yes⟧\n' }],
});

testOnFlags('setting-always-refused', {
  valid: ['image: mongo:3.6\ncommand: --master\n', 'mongod --replSet rs\n'],
  invalid: [{ text: 'image: mongo:4.2\ncommand: ⟦--master⟧ --port 1\n', message: 'with --master' }],
});

testOnFlags('user-cluster-separation-off', {
  valid: ['mongod --clusterAuthMode keyFile --setParameter enforceUserClusterSeparation=false\n'],
  invalid: [
    {
      text: 'mongod --clusterAuthMode x509 ⟦--setParameter enforceUserClusterSeparation=false⟧\n',
    },
  ],
});

testOnFlags('transition-to-auth-without-cluster-auth', {
  valid: ['mongod --transitionToAuth --keyFile /k\n', 'mongod --transitionToAuth -f x\n'],
  invalid: [{ text: 'mongod ⟦--transitionToAuth⟧ --replSet rs\n' }],
});

testOnFlags('noauth-with-authentication', {
  valid: ['mongod --noauth\n', 'mongod --auth --keyFile /k\n'],
  invalid: [{ text: 'mongod ⟦--noauth⟧ --keyFile /k\n', message: '--noauth cannot stand beside --keyFile' }],
});

testOnFlags('duplicate-setting', {
  valid: [
    'mongod --setParameter tlsUseSystemCA=true --setParameter tlsUseSystemCA=false\n',
    'mongod --port 1; mongod --port 2\n',
    'mongod --verbose --verbose --auth --noauth\n',
    'mongod --tlsMode allowTLS --tlsMode allowTLS\n',
    'command:\n- mongod\n{{- if .a }}\n- --port=1\n{{- else }}\n- --port=2\n{{- end }}\n',
    'mongod --whatever 1 --whatever 2\n',
    'OPTS="--port 1"\nmongod --port 2 $OPTS\n',
  ],
  invalid: [
    { text: 'mongod --port 1 --auth ⟦--port⟧ 2\n', message: '--port is set twice' },
    {
      text: 'image: mongo:7\ncommand: ["mongod", "--replSet=a"]\nargs: ["⟦--replSet⟧", "a"]\n',
    },
  ],
});
