import type { HostList } from '../deployment/initiated-sets.ts';
import { bareHost } from '../pem/model/host-names.ts';
import { deploymentWords, sharedDepth, splitByAddress } from './deployments.ts';
import { draftsOf, type Draft } from './draft.ts';
import { groupBy } from './group-by.ts';
import { assignHosts } from './member-hosts.ts';
import type { Cluster, Member } from './member.ts';
import { newPool, stateOf, type FilePool } from './read-state.ts';
import type { ServerSource } from './server-source.ts';

/** What a file of the workspace, of whatever kind, says of the members of replica sets. */
export interface HostSource {
  readonly path: readonly string[];
  /** As in {@link ServerSource}. */
  readonly given: number;
  readonly lists: readonly HostList[];
}

/** Servers that make up one replica set. */
interface ReplicaSet {
  readonly name: string;
  readonly role?: Draft['role'];
  readonly drafts: readonly Draft[];
}

/**
 * Groups the servers of a workspace: by the words of their paths that tell deployments apart, by replica set name, by clusterRole
 * and configDB. `memberHosts` are hosts of any of them (setting `mongodbTls.memberHosts`).
 */
export function clustersOf(
  sources: readonly ServerSource[],
  hostSources: readonly HostSource[] = [],
  { memberHosts = [], pool = newPool() }: { memberHosts?: readonly string[]; pool?: FilePool } = {},
): Cluster[] {
  const deployments = groupBy(draftsOf(sources), ({ source }) => deploymentWords(source.path, source.given));
  const found: Cluster[] = [];
  for (const [words, drafts] of deployments) {
    const lists = hostSources.flatMap(({ path, given, lists }) => {
      const of = deploymentWords(path, given);
      return of === words || of === '' ? lists : [];
    });
    found.push(...clustersIn(drafts, [...lists, { hosts: memberHosts }], pool));
  }
  const order = new Map(sources.map((source, index) => [source, index]));
  const first = ({ members }: Cluster): number => {
    const [member] = members;
    return (member && order.get(member.source)) ?? 0;
  };
  return found.sort((a, b) => first(a) - first(b));
}

function clustersIn(drafts: readonly Draft[], lists: readonly HostList[], pool: FilePool): Cluster[] {
  const routers = drafts.filter(({ program }) => program === 'mongos');
  const routed = new Set(routers.flatMap(({ configServers }) => configServers?.replicaSet ?? []));
  const alone = drafts.filter(
    ({ program, replicaSet, role }) => program === 'mongod' && replicaSet === undefined && !role,
  );
  const sets = replicaSetsOf(drafts.filter((draft) => draft.program === 'mongod' && !alone.includes(draft)));
  const keeps = ({ name, role }: ReplicaSet) =>
    role === 'configsvr' || (role === undefined && routed.has(name));
  const kept = sets.filter(keeps);
  const shards = sets.filter((set) => set.role === 'shardsvr');
  const plain = sets.filter((set) => !kept.includes(set) && !shards.includes(set));
  const make = (name: string, kind: Cluster['kind'], parts: readonly ReplicaSet[], more: readonly Draft[]) =>
    clusterOf({ name, kind, parts, routers: more }, lists, pool);
  return [
    ...shardedClusters(kept, shards, routers).map(({ name, parts, more }) =>
      make(name, 'shardedCluster', parts, more),
    ),
    ...plain.map((set) => make(set.name, 'replicaSet', [set], [])),
    ...alone.map((draft) => make(draft.id, 'standalone', [{ name: '', drafts: [draft] }], [])),
  ];
}

function replicaSetsOf(drafts: readonly Draft[]): ReplicaSet[] {
  const byName = groupBy(drafts, ({ replicaSet, role }) => `${role ?? ''}/${replicaSet ?? ''}`);
  return [...byName.values()].flatMap(byProject).flatMap((members) =>
    splitByAddress(members).map((part): ReplicaSet => {
      const role = part[0]?.role;
      return { name: part[0]?.replicaSet ?? '', drafts: part, ...(role ? { role } : {}) };
    }),
  );
}

/** Servers of one name by their projects of compose. Where each has one only, they are machines of one set. */
function byProject(members: readonly Draft[]): Draft[][] {
  const groups = [...groupBy(members, ({ source }) => source.project).values()];
  return groups.every(({ length }) => length === 1) ? [[...members]] : groups;
}

interface ShardedCluster {
  readonly name: string;
  readonly parts: ReplicaSet[];
  readonly more: Draft[];
}

/** Shards and routers find the config servers that are theirs: routers by configDB, all by the folder they share. */
function shardedClusters(
  kept: readonly ReplicaSet[],
  shards: readonly ReplicaSet[],
  routers: readonly Draft[],
): ShardedCluster[] {
  const clusters = kept.map((set): ShardedCluster => ({ name: set.name, parts: [set], more: [] }));
  const nearest = (path: readonly string[], among: readonly ShardedCluster[]): ShardedCluster | undefined =>
    among.toSorted((a, b) => depthOf(path, b) - depthOf(path, a))[0];
  // config servers that are not here: whoever names them belongs together
  const absent = (name: string): ShardedCluster => {
    const made: ShardedCluster = { name, parts: [], more: [] };
    clusters.push(made);
    return made;
  };
  for (const router of routers) {
    const name = router.configServers?.replicaSet;
    const named = clusters.filter((cluster) => cluster.name === name);
    const any = name === undefined ? clusters : [];
    const cluster = nearest(router.source.path, named.length > 0 ? named : any) ?? absent(name ?? router.id);
    cluster.more.push(router);
  }
  for (const shard of shards) {
    const path = shard.drafts[0]?.source.path ?? [];
    (nearest(path, clusters) ?? absent(shard.name)).parts.push(shard);
  }
  return clusters;
}

function depthOf(path: readonly string[], { parts, more }: ShardedCluster): number {
  const drafts = [...(parts[0]?.drafts ?? []), ...more].slice(0, 1);
  return Math.max(0, ...drafts.map(({ source }) => sharedDepth(path, source.path)));
}

function clusterOf(
  {
    name,
    kind,
    parts,
    routers,
  }: { name: string; kind: Cluster['kind']; parts: readonly ReplicaSet[]; routers: readonly Draft[] },
  lists: readonly HostList[],
  pool: FilePool,
): Cluster {
  const without: string[] = [];
  const members = parts.flatMap((set) => {
    const told = lists.flatMap(({ replicaSet, hosts }) => (replicaSet === set.name ? hosts : []));
    const routed = routers.flatMap(({ configServers }) =>
      configServers?.replicaSet === set.name ? configServers.hosts : [],
    );
    const loose = lists.flatMap(({ replicaSet, hosts }) => (replicaSet === undefined ? hosts : []));
    const { of, rest } = assignHosts(set.drafts, [...told, ...routed, ...loose]);
    const certain = new Set([...told, ...routed]);
    // a list that gives no name may be that of another set
    if (kind !== 'standalone') without.push(...rest.filter((host) => certain.has(host)));
    return set.drafts.map((draft) => memberOf(draft, hostsOf(draft, of.get(draft)), pool));
  });
  const all = [...members, ...routers.map((router) => memberOf(router, hostsOf(router, router.hosts), pool))];
  const hostsWithoutMember = [...new Set(without)].filter((host) => bareHost(host) !== '');
  return { name, kind, members: all, hostsWithoutMember };
}

/** Where a member is reached: as it is told, else by the first name on its network. */
function hostsOf({ source }: Draft, told: readonly string[] = []): readonly string[] {
  return told.length > 0 ? told : (source.hosts ?? []).slice(0, 1);
}

function memberOf(draft: Draft, hosts: readonly string[], pool: FilePool): Member {
  const { source, id, program, replicaSet, role, configServers } = draft;
  return {
    id,
    source,
    program,
    ...(replicaSet === undefined ? {} : { replicaSet }),
    ...(role ? { role } : {}),
    ...(configServers ? { configServers } : {}),
    hosts,
    state: stateOf(source.config, source.facts, { name: id, hosts, pool }),
  };
}
