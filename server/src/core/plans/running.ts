import type { Cluster, Member } from '../cluster/member.ts';
import { stateOf, type FilePool } from '../cluster/read-state.ts';
import { clusterAuthModes } from '../security/cluster-auth.ts';
import { tlsModes } from '../security/tls-mode.ts';
import { parseServerVersion } from '../server/server-version.ts';
import type { MemberState } from '../cluster/member-state.ts';

/** What running members told, by their ids: a version, and words as getParameter has them. */
export type Told = ReadonlyMap<
  string,
  { readonly version?: string; readonly tlsMode?: string; readonly clusterAuthMode?: string }
>;

/** The clusters with the versions that their members really run. */
export function withVersions(clusters: readonly Cluster[], told: Told, pool: FilePool): Cluster[] {
  return clusters.map((cluster) => ({
    ...cluster,
    members: cluster.members.map((member) => withVersion(member, told, pool)),
  }));
}

function withVersion(member: Member, told: Told, pool: FilePool): Member {
  const version = parseServerVersion(told.get(member.id)?.version ?? '');
  if (!version) return member;
  const { id, hosts, source } = member;
  const facts = { ...source.facts, serverVersion: version, versionIsAssumed: false };
  return {
    ...member,
    source: { ...source, facts },
    state: stateOf(source.config, facts, { name: id, hosts, pool }),
  };
}

/** What a member runs with: as its files say, but for what it told itself. */
export function runningState({ id, state }: Member, told: Told): MemberState {
  const { tlsMode: tls, clusterAuthMode: auth } = told.get(id) ?? {};
  const tlsMode = tlsModes.find((mode) => mode === tls);
  const clusterAuthMode = auth === 'undefined' ? 'none' : clusterAuthModes.find((mode) => mode === auth);
  const isSame =
    (tlsMode ?? state.tlsMode) === state.tlsMode &&
    (clusterAuthMode ?? state.clusterAuthMode) === state.clusterAuthMode;
  if (isSame) return state;
  return {
    ...state,
    ...(tlsMode === undefined ? {} : { tlsMode }),
    ...(clusterAuthMode === undefined ? {} : { clusterAuthMode }),
  };
}
