import { describe } from 'vitest';
import { at, check, config, replicaSet } from '../../support/tls-files.ts';

describe('revocation lists', () => {
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
});
