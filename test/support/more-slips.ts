import { canary, type Base } from './slips.ts';

/** A second set of configurations, none of which looks like those of the first: other layouts, quotes, comments and releases. */
const yaml = (name: string, program: Base['program'], text: string): Base => ({
  name,
  format: 'yaml',
  program,
  lines: text.trim().split('\n'),
});
const ini = (name: string, program: Base['program'], text: string): Base => ({
  ...yaml(name, program, text),
  format: 'ini',
});

export const moreBases: readonly Base[] = [
  yaml(
    'config server, TLS last',
    'mongod',
    `
# mongod.conf of the config servers
replication:
  replSetName: cfg
sharding:
  clusterRole: configsvr
security:
  clusterAuthMode: sendX509
  keyFile: /opt/mongo/secrets/shared.key
  authorization: enabled
storage:
  dbPath: /opt/mongo/configdb
net:
  port: 27019
  bindIp: cfg1.internal,127.0.0.1
  tls:
    mode: preferTLS
    CAFile: /opt/mongo/tls/chain.pem
    certificateKeyFile: /opt/mongo/tls/cfg1.pem
    certificateKeyFilePassword: ${canary}
    clusterFile: /opt/mongo/tls/cfg1-member.pem
    CRLFile: /opt/mongo/tls/crl.pem
`,
  ),
  yaml(
    'release 4.0, ssl names',
    'mongod',
    `
# mongodb-tls: version=4.0.28
net:
  bindIp: 192.168.7.3
  ssl:
    mode: requireSSL
    PEMKeyFile: /etc/mongod/host.pem
    PEMKeyPassword: ${canary}
    CAFile: /etc/mongod/authority.pem
    clusterFile: /etc/mongod/cluster.pem
security:
  authorization: enabled
  keyFile: /etc/mongod/members.key
replication:
  replSetName: old
storage:
  dbPath: /var/lib/mongo
`,
  ),
  yaml(
    'Windows service with spaces',
    'mongod',
    `
storage:
    dbPath: "D:/Mongo Data/db"
systemLog:
    destination: file
    logAppend: true
    path: "D:/Mongo Data/log/mongod.log"
net:
    port: 27017
    bindIp: 10.20.30.40
    tls:
        mode: requireTLS
        certificateKeyFile: "C:/Program Files/MongoDB/tls/host.pem"
        certificateKeyFilePassword: '${canary}'
        CAFile: "C:/Program Files/MongoDB/tls/ca.pem"
        allowConnectionsWithoutCertificates: false
security:
    authorization: enabled
processManagement:
    windowsService:
        serviceName: MongoDB
`,
  ),
  yaml(
    'router, four spaces, quotes',
    'mongos',
    `
# mongos.conf
sharding:
    configDB: "cfg/cfg1.internal:27019,cfg2.internal:27019,cfg3.internal:27019"
net:
    bindIp: "mongos1.internal"
    tls:
        mode: "requireTLS"
        CAFile: "/opt/mongo/tls/chain.pem"
        certificateKeyFile: "/opt/mongo/tls/mongos1.pem"
        certificateKeyFilePassword: "${canary}"
        disabledProtocols: "TLS1_0,TLS1_1"
security:
    keyFile: "/opt/mongo/secrets/shared.key"
`,
  ),
  yaml(
    'KMIP and comments at each line',
    'mongod',
    `
security:              # who may do what
  authorization: enabled   # roles
  enableEncryption: true   # at rest
  kmip:                # where the keys are
    serverName: kmip.internal   # the host
    clientCertificateFile: /srv/kmip/client.pem   # ours
    clientCertificatePassword: ${canary}   # of that
    serverCAFile: /srv/kmip/ca.pem   # theirs
net:                   # how it is reached
  bindIp: 10.9.8.7     # inside
  tls:                 # always
    mode: requireTLS   # for all
    certificateKeyFile: /srv/tls/own.pem   # with key
    CAFile: /srv/tls/root.pem   # of the house
`,
  ),
  ini(
    'INI of a shard, no spaces',
    'mongod',
    `
shardsvr=true
replSet=shard3
dbpath=/data/shard3
logpath=/data/log/shard3.log
logappend=true
bind_ip=shard3.internal
tlsMode=requireTLS
tlsCAFile=/data/tls/ca.pem
tlsCertificateKeyFile=/data/tls/shard3.pem
tlsCertificateKeyFilePassword=${canary}
keyFile=/data/keys/shared
auth=true
`,
  ),
  ini(
    'INI of Windows',
    'mongod',
    `
dbpath = E:\\mongo\\db
logpath = E:\\mongo\\log\\mongod.log
bind_ip = 10.0.1.9
tlsMode = preferTLS
tlsCertificateKeyFile = E:\\mongo\\tls\\host.pem
tlsCertificateKeyFilePassword = ${canary}
tlsCAFile = E:\\mongo\\tls\\ca.pem
auth = true
`,
  ),
];

/** What people write for a name, other than in the first set. */
export const moreNames: Readonly<Record<string, readonly string[]>> = {
  certificateKeyFile: [
    'pemFile',
    'serverCert',
    'certKeyFile',
    'certificate_key_file',
    'certificateKeyfile',
    'sslCert',
  ],
  certificateKeyFilePassword: ['certificateKeyPassword', 'keyFilePassword', 'pemPassword', 'certPassword'],
  CAFile: ['caBundle', 'CAfile', 'rootCert', 'ca_file', 'trustStore', 'certificateAuthority'],
  PEMKeyFile: ['certificateKeyFile', 'pemkeyfile', 'PEMFile', 'certFile'],
  PEMKeyPassword: ['password', 'PEMPassword', 'keyPassword'],
  authorization: ['Authorization', 'authorisation', 'authenticate', 'accessControl', 'enable'],
  replSetName: ['replicasetName', 'setName', 'replset'],
  dbPath: ['dataDir', 'dbpath', 'dbDir', 'data'],
  mode: ['enable', 'require', 'tls_mode'],
  bindIp: ['bindIps', 'bindAddr', 'listenAddress', 'host'],
  clusterAuthMode: ['clusterAuthentication', 'authenticationMode', 'clusterauthmode'],
  clusterFile: ['clusterCert', 'clusterfile', 'memberCertificate'],
  CRLFile: ['crlPath', 'CRL', 'revokedFile'],
  configDB: ['configdb', 'configSvr', 'configReplSet'],
  clusterRole: ['role', 'clusterrole', 'shardRole'],
  tlsMode: ['TLSMode', 'tlsmode', 'tls-mode'],
  tlsCertificateKeyFile: ['tlsCertificate', 'tlsKeyFile', 'tlsPemFile', 'tlscertificatekeyfile'],
  tlsCAFile: ['tlsCAfile', 'tlsRootCA', 'tlsCABundle', 'caFile'],
  replSet: ['replset', 'replicaSetName', 'replSetname'],
  bind_ip: ['bind_ips', 'bind-ip', 'listen'],
  dbpath: ['dbPath', 'datadir', 'data'],
};
