import { testOnFlags } from '../../support/flag-tests.ts';

testOnFlags('unknown-flag', {
  valid: [
    'mongod --auth --port 1 --logpath /l --fork --dbpath /d --bind_ip_all --replSet r --keyFile /k --wiredTigerCacheSizeGB 1\n',
    'mongod --relaxPermChecks --vaultServerName v --vaultTokenFile /t --rateLimit 3 --unheardOf 1\n',
    // an older release had it: unavailable-flag
    'mongod --smallfiles --nojournal --rest\n',
    'mongos --dbpath /d --configdb c/h:1\n',
    // unknown-tls-flag
    'mongod --tlsCAfile /ca.pem\n',
    'mongosh --keyfile x --tls\n',
    'command:\n- mongod\n{{- if .old }}\n- --keyfile\n{{- end }}\n',
    'mongod --setParameter enableLocalhostAuthBypass=0 -vvv --configExpand rest --config /c\n',
  ],
  invalid: [
    {
      text: 'mongod ⟦--keyfile⟧ /k --port 1\n',
      message: 'mongod has no flag --keyfile and does not start; did you mean --keyFile?',
      fixed: 'mongod --keyFile /k --port 1\n',
    },
    {
      text: 'mongod ⟦--bindIp⟧ 0.0.0.0 ⟦--dbPath⟧ /d ⟦--logPath⟧=/l --fork ⟦--replset⟧ r\n',
      fixed: 'mongod --bind_ip 0.0.0.0 --dbpath /d --logpath=/l --fork --replSet r\n',
    },
    { text: 'mongod ⟦--bind-ip⟧ 0.0.0.0\n', fixed: 'mongod --bind_ip 0.0.0.0\n' },
    { text: 'mongod ⟦--bindIpAll⟧ --port 1\n', fixed: 'mongod --bind_ip_all --port 1\n' },
    { text: 'mongos ⟦--configDB⟧ c/h:1 --port 1\n', fixed: 'mongos --configdb c/h:1 --port 1\n' },
    { text: 'mongod ⟦--replicaSet⟧ rs0\n', fixed: 'mongod --replSet rs0\n' },
    { text: 'mongod ⟦--authorization⟧ enabled\n', message: 'did you mean --auth?' },
    // the right one is there too
    { text: 'mongod ⟦--keyfile⟧ /k --keyFile /k\n' },
    {
      text: 'image: mongo:7\ncommand: ["--replSet", "r", "⟦--keyfile⟧", "/k"]\n',
      fixed: 'image: mongo:7\ncommand: ["--replSet", "r", "--keyFile", "/k"]\n',
    },
  ],
});
