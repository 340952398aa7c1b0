/** Texts that use what YAML has, for the random edits where there is no corpus. */
export const seeds: readonly string[] = [
  `# mongod.conf
systemLog:
  destination: file
  path: "/var/log/mongodb/mongod.log"
  logAppend: true
storage:
  dbPath: /var/lib/mongo
  journal:
    enabled: true
net:
  port: 27017
  bindIp: 127.0.0.1,10.0.0.5  # two addresses
  tls:
    mode: requireTLS
    certificateKeyFile: /etc/ssl/mongod.pem
    CAFile: '/etc/ssl/ca.pem'
security:
  authorization: enabled
  keyFile: /etc/mongodb/keyfile
setParameter:
  enableLocalhostAuthBypass: false
replication:
  replSetName: rs0
`,
  `net.port: 27017
net.tls.mode: preferTLS
net.tls.disabledProtocols: [TLS1_0, "TLS1_1"]
security: {authorization: enabled, keyFile: /k}
setParameter: { authenticationMechanisms: "SCRAM-SHA-256,MONGODB-X509", x: {y: [1, 2, {a: b}]} }
`,
  `%YAML 1.2
---
defaults: &defaults
  port: 27017
  bindIp: >-
    localhost,
    10.0.0.1
net:
  <<: *defaults
  tls: !!map
    mode: ~
text: |+2
    kept

  lines

more: !local plain
...
# never read
other: 1
`,
  `? explicit key
: explicit value
list:
- one
- - nested
  - "double \\"quoted\\" \\u00e9\\x41"
- 'single ''quoted'''
- key: value
  other: a plain value
    on two lines

    and a third
last: "folded
  over

  lines"
`,
  `{
  "net": { "port": 27017, "bindIp": "0.0.0.0" },
  "security": { "authorization": "enabled" },
  "storage": { "dbPath": "/data/db", "wiredTiger": { "engineConfig": { "cacheSizeGB": 1.5 } } }
}
`,
  `# INI of MongoDB 2.4
dbpath = /var/lib/mongodb
logpath = /var/log/mongodb/mongod.log
# where to listen
port = 27017
bind_ip = 127.0.0.1
sslMode = requireSSL
sslPEMKeyFile = /etc/ssl/mongod.pem
`,
  `processManagement:\r
   fork: true\r
   pidFilePath: C:\\data\\mongod.pid\r
\r
operationProfiling:\r
   mode: slowOp\r
`,
];
