import { testBehaviour } from '../support/server-behaviour.ts';

const encryption = 'security:\n  enableEncryption: true\n  encryptionKeyFile: /k\n';
const audit = 'auditLog:\n  destination: file\n  format: JSON\n  path: /a\n';
const enterprise = { edition: 'enterprise' } as const;

// the IDL files of audit, encryptdb and kmip of MongoDB Enterprise, and their counterparts of Percona Server for MongoDB
testBehaviour('what settings of Enterprise need and exclude', [
  ['requires', '3.6', 'security:\n  encryptionKeyFile: /k\n', 'err'],
  ['requires, by name', '8.0', 'security:\n  enableEncryption: false\n  encryptionKeyFile: /k\n', 'ok'],
  ['requires', '8.0', encryption, 'ok'],
  ['requires', '8.0', 'security:\n  kmip:\n    port: 1\n', 'err'],
  ['no key', '8.0', 'security:\n  enableEncryption: true\n', 'err'],
  ['no key, off', '8.0', 'security:\n  enableEncryption: false\n', 'ok'],
  [
    'kmip',
    '8.0',
    'security:\n  enableEncryption: true\n  kmip:\n    serverName: k\n    serverCAFile: /c\n',
    'ok',
  ],
  ['kmip without CA', '8.0', 'security:\n  enableEncryption: true\n  kmip:\n    serverName: k\n', 'warn'],
  [
    'kmip without CA',
    '8.0',
    'security:\n  enableEncryption: true\n  kmip:\n    serverName: k\n',
    'err',
    enterprise,
  ],
  ['both', '8.0', `${encryption}  kmip:\n    serverName: k\n    serverCAFile: /c\n`, 'err'],
  ['engine', '8.0', `${encryption}storage:\n  engine: inMemory\n`, 'err', enterprise],
  ['audit', '8.0', audit, 'ok', enterprise],
  ['audit', '8.0', 'auditLog:\n  destination: file\n', 'err', enterprise],
  ['audit, any edition', '8.0', 'auditLog:\n  destination: file\n', 'warn'],
  ['audit', '8.0', 'auditLog:\n  destination: console\n  path: /a\n', 'err', enterprise],
  ['audit', '8.0', 'auditLog:\n  destination: console\n', 'ok', enterprise],
  ['audit', '4.0', 'auditLog:\n  filter: "{}"\n', 'ok', enterprise],
  ['audit', '4.2', 'auditLog:\n  filter: "{}"\n', 'err', enterprise],
  ['audit key', '8.0', `${audit}  compressionMode: zstd\n`, 'err'],
  [
    'audit kmip',
    '8.0',
    `${audit}  auditEncryptionKeyIdentifier: a\nsecurity:\n  kmip:\n    serverName: k\n`,
    'ok',
  ],
  [
    'audit kmip',
    '8.0',
    `${audit}  auditEncryptionKeyIdentifier: a\nsecurity:\n  kmip:\n    serverName: k\nsharding:\n  configDB: a/b:1\n`,
    'ok',
    { program: 'mongos' },
  ],
  ['ini', '8.0', 'auditDestination = file\nauditFormat = JSON\nauditPath = /a\n', 'ok', enterprise],
  ['ini', '8.0', 'ldapServers = a\nredactClientLogData = true\n', 'ok', enterprise],
  ['ini', '8.0', 'ldapServers = a\n', 'err', { edition: 'community' }],
]);
