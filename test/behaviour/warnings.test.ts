import { ssl, testBehaviour, tls, type Behaviour } from '../support/server-behaviour.ts';

const open = 'access-control-not-configured';
const local = 'bind-ip-not-set';
const grpc = 'setParameter:\n  featureFlagGRPC: true\n';

testBehaviour('what the server warns of at its start, and what it does not look at', [
  ['W1', '4.2', tls('    allowInvalidCertificates: true\n'), 'warn'],
  ['W1 off', '4.2', 'net:\n  tls:\n    mode: disabled\n    allowInvalidCertificates: true\n', 'warn'],
  ['W2 off', '4.2', 'net:\n  tls:\n    mode: disabled\n    allowInvalidHostnames: true\n', 'warn'],
  ['W3', '4.0', 'net:\n  ssl:\n    mode: requireSSL\n    PEMKeyFile: /s\n', 'warn'],
  [
    'W3 cluster CA',
    '4.2',
    'net:\n  tls:\n    mode: requireTLS\n    certificateKeyFile: /s\n    clusterCAFile: /c\n',
    'warn',
  ],
  ['W3', '3.6', 'net:\n  ssl:\n    mode: requireSSL\n    PEMKeyFile: /s\n', 'warn'],
  [
    'W3 selector',
    '4.2',
    'net:\n  tls:\n    mode: requireTLS\n    certificateSelector: subject=a\n',
    'ok',
    { platform: 'windows' },
  ],
  ['W4', '8.0', 'net:\n  bindIp: a\n', 'warn', { says: open }],
  ['W4', '3.6', 'port = 1\n', 'warn', { says: open }],
  ['W4 mongos', '8.0', 'sharding:\n  configDB: a/b:1\n', 'warn', { program: 'mongos', says: open }],
  ['W4 all addresses', '8.0', 'net:\n  bindIp: "::"\n', 'warn', { says: 'open-without-authorization' }],
  [
    'W4 member',
    '8.0',
    'replication:\n  replSetName: a\n',
    'warn',
    { says: 'replica-set-without-authentication' },
  ],
  [
    'W4 misspelled',
    '8.0',
    'security:\n  authorization: ENABLED\n',
    'warn',
    { says: 'unknown-authorization' },
  ],
  [
    'W4 misspelled',
    '8.0',
    'security:\n  authorization: Disabled\n',
    'warn',
    { says: 'unknown-authorization' },
  ],
  ['W6', '3.6', 'net:\n  port: 1\n', 'warn', { says: local }],
  ['W6 ini', '8.0', 'port = 1\n', 'warn', { says: local }],
  ['W6 member', '8.0', 'replication:\n  replSetName: a\n', 'warn', { says: local }],
  ['W6 mongos', '8.0', 'sharding:\n  configDB: a/b:1\n', 'warn', { program: 'mongos', says: local }],
  ['W6 TLS', '8.0', tls(), 'warn', { says: local }],
  ['W6 TLS', '4.0', ssl(), 'warn', { says: local }],
  ['W6 bindIpAll false', '4.2', 'net:\n  bindIpAll: false\n', 'warn', { says: local }],
  [
    'W12',
    '8.0',
    'sharding:\n  configDB: a/b:1,c:1\n',
    'warn',
    { program: 'mongos', says: 'few-config-servers' },
  ],
  ['T14', '8.0', 'net:\n  tls:\n    mode: disabled\n    FIPSMode: true\n', 'ok'],
  ...['clusterCAFile: /a', 'logVersions: TLS1_2'].map((x): Behaviour => [
    'T14 ignored',
    '8.0',
    `net:\n  tls:\n    mode: disabled\n    ${x}\n`,
    'ok',
    { says: 'tls-setting-without-effect' },
  ]),
  ['T28', '8.0', 'storage:\n  dbPath: data\n', 'ok', { says: 'relative-path' }],
  ['T30', '8.0', tls('', 'preferTLS'), 'ok', { says: 'plain-connections-accepted' }],
]);

testBehaviour('a Windows service, and gRPC', [
  ...['config mongod.cfg', 'dbpath \\data', 'logpath log', 'pidfilepath C:pid', 'keyFile /k'].map(
    (x): Behaviour => ['T27', '8.0', `mongod --${x} --install\n`, 'err', { kind: 'commandline' }],
  ),
  ...['tlsCertificateKeyFile', 'tlsClusterFile', 'tlsCAFile', 'tlsCRLFile'].map((name): Behaviour => [
    'T27',
    '8.0',
    `mongod -f C:\\m.cfg --${name} a.pem --reinstall\n`,
    'err',
    { kind: 'commandline', says: 'relative-path-of-service' },
  ]),
  [
    'T27 clusterCAFile',
    '8.0',
    'mongod -f C:\\m.cfg --tlsClusterCAFile a.pem --install\n',
    'ok',
    { kind: 'commandline' },
  ],
  ['T27 absolute', '8.0', 'mongod -f C:\\m.cfg --install\n', 'ok', { kind: 'commandline' }],
  ['T27 no service', '8.0', 'mongod -f m.cfg --dbpath data\n', 'ok', { kind: 'commandline' }],
  ['T29', '8.0', tls(`    CRLFile: /c\n${grpc}`), 'err'],
  ['T29', '8.0', tls(`    certificateKeyFilePassword: p\n${grpc}`), 'err'],
  ['T29', '8.0', tls(`    FIPSMode: true\n${grpc}`), 'err'],
  [
    'T29 ignored',
    '8.0',
    tls(`    disabledProtocols: TLS1_0,TLS1_1\n${grpc}`),
    'ok',
    { says: 'tls-setting-impossible-with-grpc' },
  ],
  ['T29', '8.0', tls(grpc), 'ok'],
  ['T29 off', '8.0', tls('    CRLFile: /c\nsetParameter:\n  featureFlagGRPC: false\n'), 'ok'],
]);
