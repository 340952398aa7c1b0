import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../../server/src/core/cluster/member.ts';
import { clusters } from '../../support/cluster-members.ts';

const set = (name: string, more = '') => `replication: { replSetName: ${name} }\n${more}`;
const shown = (found: readonly Cluster[]) =>
  found.map(({ kind, name, members }) => `${kind} ${name}: ${members.map(({ id }) => id).join(' ')}`);
const hosts = (found: readonly Cluster[]) =>
  Object.fromEntries(
    found.flatMap(({ members }) => members.map(({ id, hosts: own }) => [id, own.join(' ')])),
  );

describe('which servers belong together', () => {
  it('the members of a replica set, in files or in folders of their own', () => {
    expect(
      shown(clusters({ 'db1/mongod.conf': set('rs0'), 'db2/mongod.conf': set('rs0'), 'c.conf': set('rs1') })),
    ).toEqual(['replicaSet rs0: db1 db2', 'replicaSet rs1: c']);
    expect(shown(clusters({ 'mongod-a.conf': set('rs0'), 'b.conf': 'net: { port: 27017 }\n' }))).toEqual([
      'replicaSet rs0: mongod-a',
      'standalone b: b',
    ]);
  });

  it('a sharded cluster, with the routers that name its config servers', () => {
    const role = (name: string) => `sharding: { clusterRole: ${name} }\n`;
    const files = {
      'cfg1.conf': set('cfg', role('configsvr')),
      'cfg2.conf': set('cfg', role('configsvr')),
      'mongos.conf': 'sharding: { configDB: "cfg/cfg1.lan:27019,cfg2.lan:27019" }\n',
      'shard-a.conf': set('a', role('shardsvr')),
      'shard-b.conf': set('b', role('shardsvr')),
    };
    const found = clusters(files);
    expect(shown(found)).toEqual(['shardedCluster cfg: cfg1 cfg2 shard-a shard-b mongos']);
    expect(hosts(found)).toMatchObject({ cfg1: 'cfg1.lan:27019', cfg2: 'cfg2.lan:27019' });
  });

  it('keeps deployments apart: by what folders are called, and by an address that two servers claim', () => {
    expect(shown(clusters({ 'staging/db1.conf': set('rs0'), 'production/db1.conf': set('rs0') }))).toEqual([
      'replicaSet rs0: db1',
      'replicaSet rs0: production-db1',
    ]);
    const claimed = set('rs0', '# mongodb-tls: host=db1.lan:27017\n');
    expect(
      shown(clusters({ 'a/db1.conf': claimed, 'a/db2.conf': set('rs0'), 'b/db1.conf': claimed })),
    ).toEqual(['replicaSet rs0: db1 db2', 'replicaSet rs0: b-db1']);
  });
});

describe('where members are reached', () => {
  it('by a comment, whatever else it says', () => {
    const comment = '# mongodb-tls: version=7.0.14 host=db1.lan:27017 configExpand=none\n';
    expect(hosts(clusters({ 'a.conf': comment + set('rs0') }))).toEqual({ a: 'db1.lan:27017' });
  });

  it('by the scripts that make the set', () => {
    const files = {
      'db1.conf': set('rs0'),
      'db2.conf': set('rs0'),
      'other.conf': set('rs0'),
      'init.js': `rs.initiate({ _id: "rs0", members: [{ _id: 0, host: "db1.example.net:27017" }] })
        rs.add("db2.example.net:27017"); rs.add({ host: "db3.example.net:27017", priority: 0 })`,
    };
    const found = clusters(files);
    expect(hosts(found)).toEqual({
      db1: 'db1.example.net:27017',
      db2: 'db2.example.net:27017',
      other: 'db3.example.net:27017',
    });
  });

  it('by their ports, where one machine runs them all', () => {
    const files = {
      'one.conf': set('rs0', 'net: { port: 27017 }\n'),
      'two.conf': set('rs0', 'net: { port: 27018 }\n'),
      'start.sh': `mongosh --eval 'rs.initiate({_id: "rs0", members: [{_id: 0, host: "localhost:27017"}, {_id: 1, host: "localhost:27018"}]})'`,
    };
    expect(hosts(clusters(files))).toEqual({ one: 'localhost:27017', two: 'localhost:27018' });
  });

  it('and who is named without a configuration is told', () => {
    const files = {
      'db1.conf': set('rs0', '# mongodb-tls: host=db1\n'),
      'db2.conf': set('rs0', '# mongodb-tls: host=db2\n'),
      'init.js':
        'rs.initiate({ _id: "rs0", members: [{ host: "db1:27017" }, { host: "db2:27017" }, { host: "db3:27017" }] })',
    };
    expect(clusters(files)[0]?.hostsWithoutMember).toEqual(['db3:27017']);
  });
});
