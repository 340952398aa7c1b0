import { describe } from 'vitest';
import { deploymentOf } from '../../support/deployment.ts';
import { at, check, cluster, config, good, replicaSet } from '../../support/tls-files.ts';

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
    'named-file-not-here',
    [config('/etc/ssl/not-given.pem'), config('/etc/ssl/missing.pem', { mode: 'disabled' })],
    [
      {
        text: config(at('missing')),
        severity: 'info',
        message: '/etc/ssl/missing.pem is not on this machine and was not checked',
      },
      {
        text: config(at('missing'), { ca: '/a.pem', tls: '    clusterFile: /b.pem\n' }),
        files: new Map(
          ['/etc/ssl/missing.pem', '/a.pem', '/b.pem'].map((path) => [path, { state: 'missing' }]),
        ),
        message: '/etc/ssl/missing.pem, /a.pem and /b.pem are not on this machine and were not checked',
      },
      {
        text: config('⟦/x.pem⟧', { ca: '⟦/y.pem⟧' }),
        files: new Map(
          ['/x.pem', '/y.pem'].map((path) => [path, { state: 'unreadable', reason: 'permission denied' }]),
        ),
        message: 'permission denied',
      },
    ],
  );
});
