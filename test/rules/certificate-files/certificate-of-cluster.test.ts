import { describe } from 'vitest';
import { at, check, cluster, config, replicaSet, x509 } from '../../support/tls-files.ts';

describe('what makes a certificate one of the cluster', () => {
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
});
