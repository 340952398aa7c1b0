import { describe, expect, it } from 'vitest';
import type { Facts } from '../../server/src/core/facts.ts';
import { lint } from '../../server/src/core/lint.ts';
import { parseText } from '../../server/src/core/document.ts';
import type { Finding } from '../../server/src/core/rule.ts';
import { deploymentOf } from '../support/deployment.ts';
import { exampleFiles } from '../support/example-files.ts';
import { facts } from '../support/facts.ts';
import { testRule, type CaseOptions } from '../support/rule-tester.ts';

/** A configuration with TLS on; `tls` are further lines of `net.tls`, `rest` follows at the top level. */
const config = (
  cert: string,
  { ca = '/etc/ssl/ca.pem', tls = '', rest = '', mode = 'requireTLS' } = {},
): string =>
  `net:\n  tls:\n    mode: ${mode}\n    certificateKeyFile: ${cert}\n    CAFile: ${ca}\n${tls}${rest}`;
const good = config('/etc/ssl/mongod.pem');
const replicaSet = 'replication:\n  replSetName: rs0\n';
const x509 = `${replicaSet}security:\n  clusterAuthMode: x509\n`;
const files = exampleFiles();
const at = (path: string): string => `⟦/etc/ssl/${path}.pem⟧`;
const cluster = (path: string): string => `    clusterFile: ${path}\n`;

type Valid = string | (CaseOptions & { text: string });
/** A case with the example files. */
const withFiles = (entry: Valid): Valid =>
  typeof entry === 'string' ? { text: entry, files } : { files, ...entry };
const check = (
  id: string,
  valid: readonly Valid[],
  invalid: readonly Parameters<typeof testRule>[1]['invalid'][number][],
): void => {
  testRule(id, {
    valid: [good, ...valid].map(withFiles),
    invalid: invalid.map((entry) => ({ files, ...entry })),
  });
};

describe('files of net.tls', () => {
  check(
    'damaged-pem-file',
    [
      config('/etc/ssl/damaged.pem', { mode: 'disabled' }),
      config('/etc/ssl/trust-settings.pem'),
      config('/etc/ssl/mongod.pem', { tls: '    CRLFile: /etc/ssl/crl-beside-broken.pem\n' }),
      config('/etc/ssl/repeated-line-in-chain.pem', { ca: '/etc/ssl/repeated-line.pem' }),
    ],
    [
      {
        text: config('/etc/ssl/mongod.pem', { tls: `    CRLFile: ${at('broken-crl')}\n` }),
        message: 'X509 CRL',
      },
      { text: config('/etc/ssl/mongod.pem', { ca: at('broken-crl') }), message: 'X509 CRL' },
      { text: config(at('empty-line')), message: 'is damaged: OpenSSL refuses a block with an empty line' },
      { text: config(at('repeated-line')), message: '2 further bytes behind the certificate' },
      { text: config(at('damaged')), message: 'the character "*"', severity: 'error' },
      {
        text: config(at('damaged')),
        platform: 'windows',
        message: 'may refuse it too',
        severity: 'warning',
      },
      { text: config('/etc/ssl/mongod.pem', { tls: cluster(at('damaged')) }) },
    ],
  );
  check(
    'file-without-certificate',
    ['missing', 'not-given', 'filled-in', 'all-filled-in']
      .map((name) => config(`/etc/ssl/${name}.pem`))
      .concat(config('{{ certificate }}')),
    [
      { text: config(at('key-only')), message: 'only PRIVATE KEY' },
      { text: config(at('revoked')), message: 'only X509 CRL' },
      { text: config('/etc/ssl/mongod.pem', { ca: '⟦/etc/ssl/keystore.jks⟧' }), message: 'a Java keystore' },
      { text: config('⟦/etc/mongodb/cluster.key⟧'), message: 'a MongoDB keyfile' },
      { text: config('/etc/ssl/mongod.pem', { tls: `    clusterCAFile: ${at('revoked')}\n` }) },
      {
        text: `sslMode = requireSSL\nsslPEMKeyFile = ${at('key-only')}\nsslCAFile = /etc/ssl/ca.pem\n`,
        version: '4.0',
      },
    ],
  );
  check(
    'file-without-private-key',
    [config('/etc/ssl/mongod.pem', { ca: '/etc/ssl/certificate-only.pem' })],
    [
      { text: config(at('certificate-only')), message: '1 certificate but no private key' },
      { text: config(at('broken-key')), message: '1 certificate but a private key that cannot be read' },
      { text: config(at('revoked')), message: 'holds no private key; the server needs it in one file' },
      { text: config('/etc/ssl/mongod.pem', { tls: cluster(at('ca')) }) },
    ],
  );
  check(
    'private-key-mismatch',
    [config('/etc/ssl/encrypted.pem')],
    [
      { text: config(at('wrong-key')), message: 'another certificate' },
      { text: config(at('ca-first')), message: 'certificate 2' },
    ],
  );
  const password = (text: string): string =>
    config('/etc/ssl/encrypted.pem', { tls: `    certificateKeyFilePassword: ${text}\n` });
  check(
    'wrong-key-password',
    [password('open sesame'), password('{{ password }}'), config('/etc/ssl/encrypted.pem')],
    [{ text: password('guess').replace('/etc/ssl/encrypted.pem', at('encrypted')) }],
  );
  check(
    'encrypted-key-without-password',
    [password('open sesame'), password('{{ password }}'), password('guess')],
    [
      { text: config(at('encrypted')), severity: 'warning', message: 'certificateKeyFilePassword' },
      ...['""', "''", '', 'null'].map((text) => ({
        text: password(text).replace('/etc/ssl/encrypted.pem', at('encrypted')),
      })),
      { text: config('/etc/ssl/mongod.pem', { tls: cluster(at('encrypted')) }), message: 'clusterPassword' },
    ],
  );
  const drive = (text: string): string => `${text}systemLog: {path: 'C:\\log\\mongod.log'}\n`;
  check(
    'private-key-impossible-on-platform',
    [
      password('open sesame'),
      { text: config('/etc/ssl/rsa.pem'), platform: 'windows' },
      drive(config('/etc/ssl/rsa.pem')),
      { text: config('/etc/ssl/mongod.pem'), platform: 'macos' },
      { text: password('open sesame'), platform: 'macos', version: '7.0' },
      config('/etc/ssl/two-keys.pem'),
    ],
    [
      { text: config(at('encrypted')), severity: 'error', platform: 'windows', message: 'is encrypted' },
      { text: drive(config(at('encrypted'))) },
      { text: config(at('mongod')), platform: 'windows', message: 'one of ECDSA' },
      {
        text: config('/etc/ssl/rsa.pem', { tls: cluster(at('mongod')) }),
        platform: 'windows',
      },
      {
        text: password('open sesame').replace('/etc/ssl/encrypted.pem', at('encrypted')),
        severity: 'error',
        platform: 'macos',
        message: 'PKCS#12',
      },
      { text: config(at('two-keys')), platform: 'macos', message: '2 private keys' },
    ],
  );
  check(
    'expired-certificate-file',
    [
      config('/etc/ssl/expired.pem', { mode: 'disabled' }),
      { text: config('/etc/ssl/expired.pem'), now: Date.UTC(2026, 4, 1) },
    ],
    [
      { text: config(at('expired')), severity: 'error', message: '2026-06-01' },
      { text: config(at('expired')), severity: 'error', version: '3.6' },
      {
        text: config('/etc/ssl/mongod.pem', { tls: cluster(at('expired')) }),
        severity: 'error',
        version: '5.0',
      },
      {
        text: config('/etc/ssl/mongod.pem', { tls: cluster(at('expired')) }),
        severity: 'warning',
        version: '4.4',
      },
      {
        text: config('/etc/ssl/mongod.pem', { tls: cluster(at('expired')) }),
        severity: 'warning',
        platform: 'windows',
      },
    ],
  );
  check(
    'certificate-file-not-yet-valid',
    [{ text: config('/etc/ssl/next-year.pem'), now: Date.UTC(2027, 1, 1) }],
    [
      { text: config(at('next-year')), severity: 'error', message: '2027-01-01' },
      {
        text: config('/etc/ssl/mongod.pem', { tls: cluster(at('next-year')) }),
        severity: 'warning',
        version: '4.2',
      },
    ],
  );
  check(
    'certificate-file-expires-soon',
    [{ text: config('/etc/ssl/ends-soon.pem'), expiryWarningDays: 10 }, config('/etc/ssl/expired.pem')],
    [
      { text: config(at('ends-soon')), message: 'expires in 18 days' },
      { text: config(at('mongod'), { ca: at('ca') }), expiryWarningDays: 4000, now: Date.UTC(2027, 0, 1) },
    ],
  );
  check(
    'expired-ca-certificate',
    [],
    [
      { text: config('/etc/ssl/below-old-ca.pem', { ca: at('old-ca') }), severity: 'warning' },
      { text: config('/etc/ssl/missing.pem', { ca: at('old-ca') }), severity: 'warning' },
      { text: config('/etc/ssl/mongod.pem', { ca: at('old-ca') }), severity: 'info' },
    ],
  );
  check(
    'ca-file-without-root',
    [{ text: config('/etc/ssl/below.pem', { ca: '/etc/ssl/intermediate.pem' }), platform: 'windows' }],
    [{ text: config('/etc/ssl/below.pem', { ca: at('intermediate') }), message: 'CN=Example CA,O=Example' }],
  );
  check(
    'private-key-in-ca-file',
    [config('/etc/ssl/ca-with-key.pem', { ca: '/etc/ssl/ca-with-key.pem' })],
    [{ text: config('/etc/ssl/mongod.pem', { ca: at('ca-with-key') }), severity: 'warning' }],
  );
  check(
    'crl-file-without-crl',
    [
      config('/etc/ssl/mongod.pem', { tls: '    CRLFile: /etc/ssl/revoked.pem\n' }),
      { text: config('/etc/ssl/mongod.pem', { tls: '    CRLFile: /etc/ssl/ca.pem\n' }), platform: 'macos' },
    ],
    [{ text: config('/etc/ssl/mongod.pem', { tls: `    CRLFile: ${at('ca')}\n` }), severity: 'error' }],
  );
  check(
    'expired-crl-file',
    [config('/etc/ssl/mongod.pem', { tls: '    CRLFile: /etc/ssl/revoked.pem\n' })],
    [
      {
        text: config('/etc/ssl/mongod.pem', { tls: `    CRLFile: ${at('expired-crl')}\n` }),
        severity: 'warning',
        message: '2026-10-01',
      },
    ],
  );
  const withLists = (cert: string, list: string): string =>
    config(cert, { ca: '/etc/ssl/both-ca.pem', tls: `    CRLFile: ${list}\n` });
  const splitLists = (list: string, ca: string, rest: string): string =>
    config('/etc/ssl/mongod.pem', {
      ca,
      tls: `    clusterCAFile: /etc/ssl/ca.pem\n    CRLFile: ${list}\n`,
      rest,
    });
  check(
    'crl-file-incomplete',
    [
      config('/etc/ssl/mongod.pem', { tls: '    CRLFile: /etc/ssl/revoked.pem\n' }),
      withLists('/etc/ssl/below.pem', '/etc/ssl/both-crl.pem'),
      // up to 8.0.3 the list of the issuer is enough
      { text: withLists('/etc/ssl/below.pem', '/etc/ssl/intermediate-crl.pem'), version: '8.0.3' },
      { text: withLists('/etc/ssl/mongod.pem', '/etc/ssl/revoked.pem'), version: '4.4' },
      { text: withLists('/etc/ssl/below.pem', '/etc/ssl/revoked.pem'), platform: 'windows' },
      // alone it has incoming connections only
      splitLists('/etc/ssl/revoked.pem', '/etc/ssl/old-ca.pem', ''),
    ],
    [
      // CAFile is for the connections to other members
      {
        text: splitLists(at('revoked'), '/etc/ssl/old-ca.pem', replicaSet),
        message: 'list of "CN=Old CA,O=Example"',
      },
      {
        text: config('/etc/ssl/mongod.pem', { tls: `    CRLFile: ${at('other-crl')}\n` }),
        message: '"CN=Example CA,O=Example", only of "CN=Other CA,O=Somebody Else"',
      },
      {
        text: config('/etc/ssl/mongod.pem', {
          ca: '/etc/ssl/old-ca.pem',
          tls: `    CRLFile: ${at('revoked')}\n`,
        }),
        message: 'CN=Old CA',
      },
      ...['8.0.4', '7.0.16', '6.0.20', '5.0.31'].map((version) => ({
        text: withLists('/etc/ssl/below.pem', at('intermediate-crl')),
        version,
        message: 'CN=Example CA',
      })),
      {
        text: withLists('/etc/ssl/below.pem', at('revoked')),
        version: '7.0.15',
        message: 'CN=Intermediate CA',
      },
      // the CA between is only sent along
      ...['8.0', '5.0.7'].map((version) => ({
        text: config('/etc/ssl/below-with-chain.pem', {
          tls: `    CRLFile: ${at('revoked')}\n`,
          rest: replicaSet,
        }),
        version,
        message: 'no revocation list of "CN=Intermediate CA,O=Example", only of "CN=Example CA,O=Example"',
      })),
    ],
  );
  check(
    'revoked-certificate-file',
    [config('/etc/ssl/mongod.pem', { tls: '    CRLFile: /etc/ssl/revoked.pem\n' })],
    [
      {
        text: config(at('mongod'), { tls: '    CRLFile: /etc/ssl/crl-with-server.pem\n' }),
        severity: 'warning',
        message: 'is revoked',
      },
    ],
  );
  check(
    'certificate-without-server-auth',
    [config('/etc/ssl/common-name.pem')],
    [
      { text: config(at('client')), severity: 'warning', message: 'clientAuth, not serverAuth' },
      { text: config(at('signs-certificates')), message: 'has keyCertSign, cRLSign, not digitalSignature' },
    ],
  );
  check(
    'server-certificate-without-san',
    [config('/etc/ssl/mongod.pem', { tls: cluster('/etc/ssl/common-name.pem') })],
    [{ text: config(at('common-name')), severity: 'warning', message: 'only a common name' }],
  );
  check(
    'certificate-file-with-unhandled-extension',
    [config('/etc/ssl/of-cluster.pem')],
    [
      { text: config(at('critical-extension')), severity: 'warning', message: '(1.2.3.4)' },
      { text: config('/etc/ssl/mongod.pem', { ca: at('critical-ca') }) },
    ],
  );
  check(
    'weak-certificate-file',
    [],
    [{ text: config(at('small-key')), severity: 'warning', message: 'RSA key of 1024 bits' }],
  );
});

describe('files and other members', () => {
  check(
    'ca-file-expires-before-certificate',
    [
      config('/etc/ssl/mongod.pem', { ca: '/etc/ssl/short-ca.pem' }),
      { text: config('/etc/ssl/below-short.pem', { ca: '/etc/ssl/short-ca.pem' }), now: Date.UTC(2027, 5) },
    ],
    [
      {
        text: config('/etc/ssl/below-short.pem', { ca: at('short-ca') }),
        severity: 'info',
        message: 'expires on 2027-03-01, before the certificate of the server (2028-01-01)',
      },
    ],
  );
  const ofPublicCa = (cert: string, { tls = '', rest = replicaSet } = {}): string =>
    config(cert, { ca: '/etc/ssl/public-ca.pem', tls, rest });
  check(
    'public-certificate-between-members',
    [
      ofPublicCa('/etc/ssl/of-public-ca.pem', { rest: '' }),
      ofPublicCa('/etc/ssl/of-public-ca.pem', { tls: '    clusterFile: /etc/ssl/member.pem\n' }),
      config('/etc/ssl/mongod.pem', { rest: replicaSet }),
      config('/etc/ssl/public.pem', { rest: replicaSet }),
    ],
    [{ text: ofPublicCa(at('of-public-ca')), severity: 'info', message: "is of Let's Encrypt" }],
  );
  check(
    'crl-file-ignored-on-macos',
    [
      config('/etc/ssl/mongod.pem', { tls: '    CRLFile: /etc/ssl/revoked.pem\n' }),
      {
        text: config('/etc/ssl/mongod.pem', { mode: 'disabled', tls: '    CRLFile: x\n' }),
        platform: 'macos',
      },
    ],
    [
      {
        text: config('/etc/ssl/mongod.pem', { tls: '    ⟦CRLFile: /etc/ssl/revoked.pem⟧\n' }),
        platform: 'macos',
        message: 'revoked certificates are accepted',
      },
    ],
  );
  const split = cluster('/etc/ssl/member.pem') + '    clusterCAFile: /etc/ssl/members-ca.pem\n';
  check(
    'certificate-without-client-auth',
    [
      config('/etc/ssl/public.pem'),
      config('/etc/ssl/public.pem', { tls: '    allowInvalidCertificates: true\n', rest: replicaSet }),
      config('/etc/ssl/public.pem', { rest: replicaSet, tls: split }),
      config('/etc/ssl/public.pem', { rest: replicaSet, mode: 'allowTLS' }),
      config('/etc/ssl/public.pem', {
        rest: `${replicaSet}setParameter:\n  tlsWithholdClientCertificate: true\n`,
      }),
      config('/etc/ssl/mongod.pem', { rest: replicaSet }),
    ],
    [
      {
        text: config(at('public'), { rest: replicaSet }),
        severity: 'warning',
        message: 'Public CAs no longer issue clientAuth',
        fixed:
          'net:\n  tls:\n    mode: requireTLS\n    certificateKeyFile: /etc/ssl/public.pem\n    clusterFile: /etc/ssl/member.pem\n    clusterCAFile: /etc/ssl/members-ca.pem\n    CAFile: /etc/ssl/ca.pem\nreplication:\n  replSetName: rs0\n',
      },
      {
        text: `net.ssl: {mode: requireSSL, PEMKeyFile: ${at('public')}, CAFile: /etc/ssl/ca.pem}\nreplication.replSetName: rs0\n`,
        fixed:
          'net.ssl: {mode: requireSSL, PEMKeyFile: /etc/ssl/public.pem, clusterFile: /etc/ssl/member.pem, clusterCAFile: /etc/ssl/members-ca.pem, CAFile: /etc/ssl/ca.pem}\nreplication.replSetName: rs0\n',
      },
      {
        text: config('/etc/ssl/mongod.pem', { tls: cluster(at('public')), rest: replicaSet }),
        message: 'not clientAuth',
      },
      {
        text: `net:\r\n    tls:\r\n        mode: requireTLS\r\n        certificateKeyFile: ${at('public')} # public\r\n        CAFile: /etc/ssl/ca.pem\r\n        clusterCAFile: /etc/ssl/members-ca.pem\r\n${replicaSet}`,
        fixed: `net:\r\n    tls:\r\n        mode: requireTLS\r\n        certificateKeyFile: /etc/ssl/public.pem # public\r\n        clusterFile: /etc/ssl/member.pem\r\n        CAFile: /etc/ssl/ca.pem\r\n        clusterCAFile: /etc/ssl/members-ca.pem\r\n${replicaSet}`,
      },
      {
        text: `replSet = rs0\nsslMode = requireSSL\nsslPEMKeyFile = ${at('public')}\nsslCAFile = /etc/ssl/ca.pem\n`,
        fixed:
          'replSet = rs0\nsslMode = requireSSL\nsslPEMKeyFile = /etc/ssl/public.pem\nsslClusterFile = /etc/ssl/member.pem\nsslClusterCAFile = /etc/ssl/members-ca.pem\nsslCAFile = /etc/ssl/ca.pem\n',
      },
      { text: config(at('signs-certificates'), { rest: replicaSet }), message: 'not digitalSignature' },
      { text: `${config(at('public'), { rest: replicaSet })}storage:\n  dbPath: {{ data }}\n` },
      {
        text:
          config(at('public'), { tls: cluster('') }).replace('    clusterFile: \n', '') +
          'sharding:\n  configDB: rs/c1:27019\n',
        program: 'mongos',
        fixed:
          'net:\n  tls:\n    mode: requireTLS\n    certificateKeyFile: /etc/ssl/public.pem\n    clusterFile: /etc/ssl/member.pem\n    clusterCAFile: /etc/ssl/members-ca.pem\n    CAFile: /etc/ssl/ca.pem\nsharding:\n  configDB: rs/c1:27019\n',
      },
    ],
  );
  check(
    'certificate-not-issued-by-ca',
    [
      config('/etc/ssl/below-with-chain.pem', { rest: replicaSet }),
      config('/etc/ssl/of-other-ca.pem', { tls: '    allowInvalidCertificates: true\n', rest: replicaSet }),
      config('/etc/ssl/below.pem', { ca: '/etc/ssl/intermediate.pem', rest: replicaSet }),
      config('/etc/ssl/public.pem', { rest: replicaSet, tls: split }),
      config('/etc/ssl/of-other-ca.pem', { ca: '/etc/ssl/missing.pem' }),
      config('/etc/ssl/of-other-ca.pem', { ca: '/etc/ssl/other-ca.pem' }),
      config('/etc/ssl/below-cross-signed.pem', { rest: replicaSet }),
      config('/etc/ssl/below-cross-signed.pem', { ca: '/etc/ssl/other-ca.pem', rest: replicaSet }),
      config('/etc/ssl/below-with-chain.pem', {
        ca: '/etc/ssl/root-and-cross-signed.pem',
        rest: replicaSet,
      }),
      config('/etc/ssl/below-plain.pem', { ca: '/etc/ssl/plain-ca.pem', rest: replicaSet }),
      config('/etc/ssl/below-servers-only.pem'),
      config('/etc/ssl/below-servers-only.pem', { tls: split, rest: replicaSet }),
    ],
    [
      {
        text: config(at('below-servers-only'), { rest: replicaSet }),
        severity: 'warning',
        message:
          '"CN=Servers CA,O=Example" issued a certificate of the chain, and its own extended key usage lacks clientAuth,',
      },
      {
        text: config(at('below-ended'), { rest: replicaSet }),
        severity: 'warning',
        message: '"CN=Ended CA,O=Example", a CA in the chain of the certificate, expired on 2026-06-01',
      },
      {
        text: config(at('of-other-ca'), { rest: replicaSet }),
        severity: 'warning',
        message: '"CN=Other CA,O=Somebody Else", which is not in CAFile',
      },
      {
        text: config(at('of-other-ca')),
        severity: 'info',
        message: 'but clients with the same CA file refuse',
      },
      { text: config(at('below'), { rest: replicaSet }), message: 'CN=Intermediate CA,O=Example' },
      {
        text: config('/etc/ssl/mongod.pem', { tls: cluster(at('member')), rest: replicaSet }),
        message: 'CN=Members CA',
      },
      {
        text: config(at('mongod'), { tls: '    clusterCAFile: /etc/ssl/members-ca.pem\n', rest: replicaSet }),
        message: 'clusterCAFile',
      },
    ],
  );
  const inSet = `${good}replication:\n  replSetName: cfg\n`;
  const markedSet = inSet.replace('/etc/ssl/mongod.pem', at('mongod'));
  const routed = (hosts: string) => deploymentOf('/work/mongos.conf', `sharding:\n  configDB: ${hosts}\n`);
  const initiated = (script: string) => deploymentOf('/work/compose.yml', `# ${script}\n`);
  check(
    'certificate-for-other-host',
    [
      `${good}  bindIp: 127.0.0.1,::1,::,0.0.0.0,"*",localhost,/tmp/mongodb.sock,db1.example.net\n`,
      { text: `${good}  bindIp: 10.0.0.5\n`, memberHosts: ['db1.example.net'] },
      { text: inSet, deployment: routed('cfg/db1.example.net:27019,b:27019,c:27019') },
      {
        text: inSet,
        deployment: new Map([
          ...routed('cfg/a,b,c'),
          ...initiated('rs.initiate({_id: "cfg", members: [{host: "db1.example.net"}]})'),
        ]),
      },
      { text: inSet, deployment: routed('other/a:27019,b:27019,c:27019') },
      { text: inSet, deployment: routed('cfg/a:1,b:1,c:1'), memberHosts: ['db1.example.net'] },
      { text: good, memberHosts: ['db1.example.net:27017', 'localhost'] },
    ],
    [
      {
        text: `${config(at('mongod'))}  bindIp: localhost, db7.example.net\n`,
        message: 'not for db7.example.net',
        severity: 'warning',
      },
      {
        text: `${config(at('mongod'))}  bindIp: localhost,10.0.0.5\n`,
        severity: 'info',
        message: 'needs an alternative name of type IP',
      },
      {
        text: `${config(at('address'))}  bindIp: 10.0.0.1\n`,
        severity: 'info',
        message: 'is for db1.example.net, 10.0.0.1',
      },
      {
        text: markedSet,
        deployment: routed('cfg/a.example.net:27019,b.example.net:27019,c.example.net:27019'),
        severity: 'warning',
        message: 'the replica set cfg that mongos.conf names (a.example.net, b.example.net, c.example.net)',
      },
      { text: markedSet, deployment: routed('cfg/a.example.net:27019'), severity: 'info' },
      {
        text: markedSet,
        deployment: initiated(
          `command: mongosh --eval 'rs.initiate({ _id: "cfg", members: [{ _id: 0, host: "a:27017" }, { _id: 1, host: "b" }] })'`,
        ),
        message: '(a, b)',
      },
      {
        text: markedSet,
        deployment: initiated(
          String.raw`x: "rs.initiate({_id: \\"cfg\\", members: [{_id: 0, host: \\"a:27017\\"}]})"`.replaceAll(
            '\\\\',
            '\\',
          ),
        ),
        message: '(a)',
      },
      {
        text: config(at('mongod')),
        memberHosts: ['db2.example.net', '10.0.0.5'],
        severity: 'warning',
        message: 'type IP',
      },
      {
        text: config(at('mongod')),
        memberHosts: ['db1.example.net', 'db2.example.net'],
        severity: 'info',
        message: 'not for db2.example.net',
      },
    ],
  );
  check(
    'certificate-without-member-attributes',
    [
      config('/etc/ssl/no-organization.pem', { rest: replicaSet }),
      config('/etc/ssl/mongod.pem', { rest: x509 }),
      { text: config('/etc/ssl/joined-parts.pem', { rest: x509 }), version: '4.4' },
      config('/etc/ssl/joined-parts.pem', { tls: cluster('/etc/ssl/member.pem'), rest: x509 }),
    ],
    [
      { text: config(at('no-organization'), { rest: x509 }), message: 'has no O, OU or DC' },
      { text: config(at('joined-parts'), { rest: x509 }), message: 'joined to another attribute' },
      { text: config('/etc/ssl/mongod.pem', { tls: cluster(at('no-organization')), rest: x509 }) },
    ],
  );
  const override = (name: string): string =>
    `setParameter:\n  tlsX509ClusterAuthDNOverride: "${name}"\n${x509}`;
  check(
    'cluster-file-of-other-organization',
    [
      config('/etc/ssl/mongod.pem', { tls: cluster('/etc/ssl/member.pem'), rest: x509 }),
      config('/etc/ssl/mongod.pem', { tls: cluster('/etc/ssl/other-organization.pem'), rest: replicaSet }),
      config('/etc/ssl/mongod.pem', { tls: cluster('/etc/ssl/more-units.pem'), rest: x509 }),
      config('/etc/ssl/joined-parts.pem', { tls: cluster('/etc/ssl/member.pem'), rest: x509 }),
      config('/etc/ssl/mongod.pem', {
        tls: cluster('/etc/ssl/other-organization.pem'),
        rest: override('O=Elsewhere, OU=Database'),
      }),
      config('/etc/ssl/mongod.pem', {
        tls: cluster('/etc/ssl/other-organization.pem'),
        rest: `setParameter: {tlsClusterAuthX509Override: '{ attributes: "O=Elsewhere" }'}\n${x509}`,
      }),
    ],
    [
      {
        text: config('/etc/ssl/mongod.pem', { tls: cluster(at('other-organization')), rest: x509 }),
        message: 'O=Elsewhere',
      },
      {
        text: config('/etc/ssl/mongod.pem', { tls: cluster(at('more-units')), rest: x509 }),
        version: '5.0',
        message: 'OU=Ops',
      },
      {
        text: config('/etc/ssl/mongod.pem', {
          tls: cluster(at('other-organization')),
          rest: override('O=Elsewhere, OU=Ops'),
        }),
        message: 'tlsX509ClusterAuthDNOverride has O=Elsewhere, OU=Ops',
      },
    ],
  );
  const attributes = (text: string): string => `    clusterAuthX509:\n      attributes: ${text}\n`;
  check(
    'cluster-attributes-not-in-certificate',
    [
      config('/etc/ssl/mongod.pem', { tls: attributes('OU=Database, O=Example'), rest: x509 }),
      {
        text: config('/etc/ssl/mongod.pem', { tls: attributes('O=Other'), rest: x509 }),
        platform: 'windows',
      },
    ],
    [
      {
        text: config(at('mongod'), { tls: attributes('O=Example, OU=Ops'), rest: x509 }),
        severity: 'error',
        message: 'lacks OU=Ops',
      },
      {
        text: config('/etc/ssl/mongod.pem', {
          tls: cluster(at('other-organization')) + attributes('O=Example'),
          rest: x509,
        }),
        message: 'lacks O=Example',
      },
      { text: config(at('joined-parts'), { tls: attributes('O=Example'), rest: x509 }) },
    ],
  );
  const extensionValue = (text: string): string => `    clusterAuthX509:\n      extensionValue: ${text}\n`;
  check(
    'cluster-extension-not-in-certificate',
    [
      config('/etc/ssl/of-cluster.pem', { tls: extensionValue('production'), rest: x509 }),
      config('/etc/ssl/mongod.pem', {
        tls: cluster('/etc/ssl/of-cluster.pem') + extensionValue('production'),
        rest: x509,
      }),
      config('/etc/ssl/mongod.pem', {
        tls: extensionValue('production'),
        rest: `setParameter: {tlsClusterAuthX509Override: '{ extensionValue: "old" }'}\n${x509}`,
      }),
      {
        text: config('/etc/ssl/mongod.pem', { tls: extensionValue('production'), rest: x509 }),
        platform: 'macos',
      },
    ],
    [
      {
        text: config(at('mongod'), { tls: extensionValue('production'), rest: x509 }),
        severity: 'warning',
        message: 'no extension for cluster membership',
      },
      {
        text: config(at('of-cluster'), { tls: extensionValue('test'), rest: x509 }),
        message: 'of the cluster "production"',
      },
    ],
  );
  check(
    'named-file-not-here',
    [config('/etc/ssl/not-given.pem'), config('/etc/ssl/missing.pem', { mode: 'disabled' })],
    [{ text: config(at('missing')), severity: 'info' }],
  );
});

describe('findings of certificate files', () => {
  const findingsOf = (text: string): Finding[] => lint(parseText('config', text), facts({ files }));

  it('show the block they are about', () => {
    const [finding] = findingsOf(config('/etc/ssl/expired.pem')).filter(
      ({ rule }) => rule === 'expired-certificate-file',
    );
    expect(finding?.related).toEqual([
      { span: [0, 27], message: 'The block CERTIFICATE', location: '/here/etc/ssl/expired.pem' },
    ]);
  });

  it('are none for a good deployment', () => {
    const tls = '    disabledProtocols: TLS1_0,TLS1_1\n  bindIp: localhost\n';
    const text = config('/etc/ssl/mongod.pem', { tls, rest: x509 });
    expect(findingsOf(text).map(({ rule }) => rule)).toEqual([]);
  });

  it('never show a password', () => {
    const text = config('/etc/ssl/encrypted.pem', { tls: '    certificateKeyFilePassword: guess-1234\n' });
    expect(JSON.stringify(findingsOf(text).map(({ message }) => message))).not.toContain('guess-1234');
  });

  it('come from rules that run without cryptography too', () => {
    const document = parseText('config', config('/etc/ssl/wrong-key.pem', { rest: x509 }));
    const rest: Record<string, unknown> = { ...facts({ files }) };
    delete rest.crypto;
    const found = lint(document, rest as unknown as Facts);
    expect(found.map(({ rule }) => rule)).toContain('private-key-mismatch');
    expect(found.map(({ rule }) => rule)).not.toContain('internal-error');
  });
});
