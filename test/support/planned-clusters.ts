import type { Cluster } from '../../server/src/core/cluster/member.ts';
import type { FileFact } from '../../server/src/core/facts/facts.ts';
import { lint } from '../../server/src/core/linting/lint.ts';
import { makePlan } from '../../server/src/core/plans/make-plan.ts';
import type { Plan } from '../../server/src/core/plans/plan.ts';
import { pathsFor, type PlanPaths, type PlanWorld } from '../../server/src/core/plans/plan-options.ts';
import type { ClusterPlanKind } from '../../server/src/core/plans/planners.ts';
import type { Told } from '../../server/src/core/plans/running.ts';
import { withKeys } from '../../server/src/make/key-file-layout.ts';
import { allRules } from '../../server/src/rules/all-rules.ts';
import { authority, certificate } from './certs.ts';
import { clusters, world } from './cluster-members.ts';

const ca = authority();
/** Of members, in the order of their starts. */
export const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const issued = (organization: string) =>
  certificate({
    issuer: ca,
    subject: `O=${organization}, CN=members`,
    names: ids.map((id) => `dns:${id}.lan`),
    ca: false,
  }).combined;
/** What lies on all servers, by path. */
export const more: Record<string, string> = {
  '/tls/member.pem': issued('Example'),
  '/tls/renamed.pem': issued('Example Inc'),
  '/tls/ca.pem': ca.pem,
  '/etc/key': 'c2VjcmV0c2VjcmV0c2VjcmV0',
};
/** What members that have no files are to use. */
export const paths: PlanPaths = {
  certificateKeyFile: '/tls/member.pem',
  caFile: '/tls/ca.pem',
  keyFile: '/etc/key',
};

/** What a member is at the beginning. */
export interface Start {
  readonly version: string;
  /** The setting of TLS. */
  readonly tls: string;
  readonly auth: string;
}

function config(id: string, role: string, { version, tls, auth }: Start): string {
  const isOld = /^[23]|^4\.0/.test(version);
  const names = isOld ? ['ssl', 'PEMKeyFile'] : ['tls', 'certificateKeyFile'];
  const word = isOld ? tls.replace('TLS', 'SSL') : tls;
  const section = `  ${names[0] ?? ''}:\n    mode: ${word}\n    ${names[1] ?? ''}: /tls/member.pem\n    CAFile: /tls/ca.pem\n    allowConnectionsWithoutCertificates: true\n`;
  const security: Record<string, string> = {
    none: '',
    transition: 'security:\n  keyFile: /etc/key\n  transitionToAuth: true\n',
    keyFile: 'security:\n  keyFile: /etc/key\n',
  };
  return [
    `# mongodb-tls: version=${version} host=${id}.lan:27017\n`,
    `net:\n  port: 27017\n${tls === 'disabled' ? '' : section}`,
    security[auth] ?? `security:\n  keyFile: /etc/key\n  clusterAuthMode: ${auth}\n`,
    {
      set: 'replication:\n  replSetName: rs0\n',
      config: 'replication:\n  replSetName: cfg\nsharding:\n  clusterRole: configsvr\n',
      shard: 'replication:\n  replSetName: sh0\nsharding:\n  clusterRole: shardsvr\n',
      router: 'sharding:\n  configDB: cfg/a.lan:27017\n',
    }[role] ?? '',
  ].join('');
}

/** A replica set, or a sharded cluster, of members that start so. */
export function clusterOf(starts: readonly Start[], isSharded: boolean): Cluster {
  const roles = ['config', 'shard', 'router', 'shard', 'router', 'config', 'shard'];
  const files = starts.map((start, at): [string, string] => {
    const id = ids[at] ?? '';
    const role = isSharded ? (roles[at] ?? '') : 'set';
    return [`${id}/${role === 'router' ? 'mongos' : 'mongod'}.conf`, config(id, role, start)];
  });
  const [cluster] = clusters(Object.fromEntries(files), { more });
  if (!cluster) throw new Error('no cluster');
  return cluster;
}

/** A plan for such a cluster. `here`: what lies on all servers, by path. `told`: what running members say. */
export function planOf(
  kind: ClusterPlanKind,
  cluster: Cluster,
  given: PlanPaths = paths,
  here = more,
  told?: Told,
): Plan {
  const files = cluster.members.map((member): [string, ReadonlyMap<string, FileFact>] => {
    const facts = pathsFor(given, member).map((path): [string, FileFact] => {
      const content = here[path];
      if (content === undefined) return [path, { state: 'missing' }];
      return [path, { state: 'present', location: path, bytes: new TextEncoder().encode(content) }];
    });
    return [member.id, new Map(facts)];
  });
  const planWorld: PlanWorld = {
    ...world,
    paths: given,
    judge: (document, facts) => lint(document, facts, {}, allRules),
    newKey: () => 'bmV3bmV3bmV3bmV3',
    withKeys,
    fingerprint: () => 'f00dcafe',
    nameOf: (location) => location,
  };
  return makePlan(kind, [cluster], new Map(files), planWorld, told);
}

/** Numbers from a seed (mulberry32), so that a failure can be repeated. */
export function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
