import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeCluster } from '../../server/src/core/cluster/judge-cluster.ts';
import { judgePair } from '../../server/src/core/cluster/judge-pair.ts';
import { clusters, world } from '../support/cluster-members.ts';

const certificate = fc.constantFrom(
  ...['mongod', 'mongod', 'member', 'of-other-ca', 'below-with-chain', 'expired', 'public', 'client'],
  ...['other-organization', 'more-units', 'of-cluster', 'no-organization', 'gone'],
);
const authority = fc.constantFrom('ca', 'ca', 'other-ca', 'members-ca', 'both-ca', 'gone');
const maybe = (text: string) => fc.constantFrom('', '', text);

/** A configuration of any of the kinds that decide whether members reach each other. */
const configuration = fc
  .record({
    version: fc.constantFrom('4.4.18', '5.0.7', '7.0.14', '8.0.10'),
    host: fc.constantFrom('db1.example.net', 'localhost', 'db9.lan', '10.0.0.1'),
    mode: fc.constantFrom('disabled', 'allowTLS', 'preferTLS', 'requireTLS', 'requireTLS'),
    certificate,
    clusterFile: fc.option(certificate),
    ca: fc.option(authority, { freq: 6 }),
    clusterCa: fc.option(authority),
    flags: fc.tuple(
      maybe('    allowInvalidCertificates: true\n'),
      maybe('    allowInvalidHostnames: true\n'),
      maybe('    allowConnectionsWithoutCertificates: true\n'),
      maybe('    disabledProtocols: TLS1_2,TLS1_3\n'),
      maybe('    CRLFile: /etc/ssl/revoked.pem\n'),
    ),
    auth: fc.constantFrom('', 'keyFile', 'sendKeyFile', 'sendX509', 'x509'),
    key: fc.constantFrom('key', 'key', 'other-key', 'both-keys', 'gone'),
    more: fc.tuple(maybe('  transitionToAuth: true\n'), maybe('  clusterIpSourceAllowlist: [10.0.0.0/8]\n')),
    parameter: fc.constantFrom(
      '',
      '',
      'tlsWithholdClientCertificate: true',
      'tlsX509ClusterAuthDNOverride: "O=Elsewhere, OU=Database"',
      `tlsClusterAuthX509Override: '{ extensionValue: "production" }'`,
    ),
    role: fc.constantFrom('mongod', 'mongod', 'mongod', 'mongos'),
  })
  .map((given) => {
    const file = (name: string, value: string | null) =>
      value === null ? '' : `    ${name}: /etc/ssl/${value}.pem\n`;
    const security =
      given.auth === '' ? '' : `  keyFile: /etc/${given.key}\n  clusterAuthMode: ${given.auth}\n`;
    return [
      `# mongodb-tls: version=${given.version}\n`,
      `net:\n  bindIp: ${given.host}\n  tls:\n    mode: ${given.mode}\n`,
      file('certificateKeyFile', given.certificate),
      file('clusterFile', given.clusterFile),
      file('CAFile', given.ca),
      file('clusterCAFile', given.clusterCa),
      ...given.flags,
      `security:\n  authorization: disabled\n${security}${given.more.join('')}`,
      given.parameter === '' ? '' : `setParameter:\n  ${given.parameter}\n`,
      given.role === 'mongos'
        ? 'sharding: { configDB: "cfg/cfg1:27019" }\n'
        : 'replication: { replSetName: cfg }\nsharding: { clusterRole: configsvr }\n',
    ].join('');
  });

describe('judging by classes', () => {
  it('says of every pair what judging it alone says', () => {
    fc.assert(
      fc.property(fc.array(configuration, { minLength: 2, maxLength: 7 }), (texts) => {
        // some members are twins, so that there are classes of more than one
        const all = [...texts, ...texts.slice(0, 3)];
        const found = clusters(
          Object.fromEntries(all.map((text, index) => [`m${String(index)}.conf`, text])),
        );
        for (const cluster of found) {
          const judged = judgeCluster(cluster, world);
          const { members } = cluster;
          const alone = members.flatMap((from) =>
            members
              .filter((to) => to !== from && to.program !== 'mongos')
              .map((to) => ({ from: from.id, to: to.id, ok: judgePair(from.state, to.state, world).ok })),
          );
          const troubled = alone.filter(({ ok }) => ok !== true);
          const shown = [...judged.troubled()].map(({ from, to, ok }) => ({ from: from.id, to: to.id, ok }));
          expect(shown).toEqual(troubled);
          expect([...judged.all()]).toHaveLength(alone.length);
          expect(judged).toMatchObject({
            count: alone.length,
            refused: alone.filter(({ ok }) => ok === false).length,
            unknown: alone.filter(({ ok }) => ok === null).length,
          });
        }
      }),
      { numRuns: 60 },
    );
  });
});
