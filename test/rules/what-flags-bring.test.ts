// A file alone is judged as a part: the server's command line may have what the file lacks.
import { describe, expect, it } from 'vitest';
import { exampleFiles } from '../support/example-files.ts';
import { findings, type CaseOptions } from '../support/rule-tester.ts';

type Row = readonly [rule: string, flag: string, text: string, options: CaseOptions];

const tls = (more = '') => `net:\n  tls:\n    mode: requireTLS\n${more}`;
const withFiles = '    certificateKeyFile: /etc/ssl/mongod.pem\n    CAFile: /etc/ssl/ca.pem\n';
const files = exampleFiles();

const rows: readonly (Row | readonly [string, string, string])[] = [
  ['tls-without-certificate', '--tlsCertificateKeyFile', tls()],
  ['tls-without-certificate', '--sslPEMKeyFile', 'net:\n  ssl:\n    mode: requireSSL\n', { version: '4.0' }],
  ['tls-without-chain-of-trust', '--tlsCAFile', tls('    certificateKeyFile: /a.pem\n')],
  [
    'tls-without-client-validation',
    '--tlsCAFile',
    tls('    certificateKeyFile: /a.pem\n'),
    { version: '4.4.18' },
  ],
  ['tls-section-without-mode', '--tlsMode', 'net:\n  tls:\n    logVersions: TLS1_2\n'],
  ['tls-setting-without-tls', '--tlsMode', `net:\n  tls:\n${withFiles}`],
  ['tls-setting-without-effect', '--tlsMode', 'net:\n  tls:\n    logVersions: TLS1_2\n'],
  [
    'allow-connections-without-certificates',
    '--sslCAFile',
    'net:\n  ssl:\n    mode: requireSSL\n    PEMKeyFile: /a\n    allowConnectionsWithoutCertificates: true\n',
    { version: '4.0' },
  ],
  [
    'crl-file-without-ca-file',
    '--tlsCAFile',
    tls('    certificateKeyFile: /a.pem\n    CRLFile: /c\n'),
    { version: '4.4.18' },
  ],
  [
    'cluster-ca-file-without-ca-file',
    '--tlsCAFile',
    tls('    certificateKeyFile: /a\n    clusterCAFile: /c\n'),
  ],
  ['legacy-tls-protocol', '--tlsDisabledProtocols', tls(withFiles), { version: '8.0' }],
  [
    'encrypted-key-without-password',
    '--tlsCertificateKeyFilePassword',
    tls('    certificateKeyFile: /etc/ssl/encrypted.pem\n    CAFile: /etc/ssl/ca.pem\n'),
    { files },
  ],
  ['cluster-auth-without-key-file', '--keyFile', 'security:\n  clusterAuthMode: keyFile\n'],
  [
    'cluster-auth-without-ca-file',
    '--tlsCAFile',
    `${tls()}security:\n  clusterAuthMode: x509\n`,
    { version: '4.4.18' },
  ],
  [
    'cluster-auth-x509-unused',
    '--clusterAuthMode',
    tls(`${withFiles}    clusterAuthX509:\n      attributes: O=a\n`),
  ],
  [
    'x509-cluster-auth-with-allow-tls',
    '--transitionToAuth',
    `net:\n  tls:\n    mode: allowTLS\n${withFiles}security:\n  clusterAuthMode: x509\n`,
  ],
  ['x509-cluster-auth-without-tls', '--tlsMode', 'security:\n  clusterAuthMode: x509\n'],
  ['transition-to-auth-without-cluster-auth', '--keyFile', 'security:\n  transitionToAuth: true\n'],
  ['access-control-not-configured', '--auth', 'net:\n  port: 1\n'],
  ['access-control-not-configured', '--keyFile', 'sharding:\n  configDB: c/a:1\n', { program: 'mongos' }],
  ['open-without-authorization', '--auth', 'net:\n  bindIp: 0.0.0.0\n'],
  [
    'replica-set-without-key-file',
    '--keyFile',
    'security:\n  authorization: enabled\nreplication:\n  replSetName: a\n',
  ],
  [
    'replica-set-without-key-file',
    '--keyFile',
    'security:\n  authorization: enabled\nreplication:\n  replSetName: a\n',
    { version: '4.2' },
  ],
  ['replica-set-without-authentication', '--keyFile', 'replication:\n  replSetName: a\n'],
  ['bind-ip-not-set', '--bind_ip', 'net:\n  port: 1\n'],
  ['ipv6-address-without-ipv6', '--ipv6', 'net:\n  bindIp: "::"\n'],
  ['cluster-role-without-replica-set', '--replSet', 'sharding:\n  clusterRole: shardsvr\n'],
  ['bad-config-servers', '--configdb', 'net:\n  port: 1\n', { program: 'mongos' }],
  ['router-port-without-cluster-role', '--shardsvr', 'net:\n  routerPort: 1\n', { version: '8.0' }],
  ['fork-without-log', '--logpath', 'processManagement:\n  fork: true\n'],
  ['log-destination-mismatch', '--logpath', 'systemLog:\n  destination: file\n'],
  ['log-reopen-without-append', '--logappend', 'systemLog:\n  logRotate: reopen\n'],
  ['missing-required-setting', '--auditDestination', 'auditLog:\n  path: /a\n  format: JSON\n'],
];

const cases = rows.map(([rule, flag, text, options = {}]): Row => [rule, flag, text, options]);
const unless = /unless its command line has ([-\w ,]+)/;

describe('what a file lacks its command line may have', () => {
  it.each(cases)('%s: %s', (rule, flag, text, options) => {
    const [found] = findings(rule, text, options);
    expect(found?.message).toMatch(unless);
    expect(unless.exec(found?.message ?? '')?.[1]).toContain(flag);
  });

  it.each(cases)('%s: not %s where the file says that it has nothing', (rule, _, text, options) => {
    const [found] = findings(rule, `# mongodb-tls: commandline=none\n${text}`, options);
    expect(found).toBeDefined();
    expect(found?.message).not.toMatch(unless);
  });

  it.each([
    ['tls-without-certificate', '--tlsMode requireTLS'],
    ['tls-without-chain-of-trust', '--tlsMode requireTLS --tlsCertificateKeyFile /a'],
    ['cluster-auth-without-key-file', '--clusterAuthMode keyFile'],
    ['replica-set-without-key-file', '--auth --replSet a'],
    ['ipv6-address-without-ipv6', '--bind_ip ::'],
    ['log-reopen-without-append', '--logRotate reopen'],
    ['fork-without-log', '--fork'],
  ])('%s: nor in a command line itself', (rule, flags) => {
    const [found] = findings(rule, `mongod ${flags}\n`, { kind: 'commandline' });
    expect(found).toBeDefined();
    expect(found?.message).not.toMatch(unless);
  });
});
