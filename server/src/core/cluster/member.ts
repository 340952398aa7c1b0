import type { MemberState } from './member-state.ts';
import type { ServerSource } from './server-source.ts';

/** What a mongos or a mongod says of the servers that keep the metadata of its cluster. */
export interface ConfigServers {
  readonly replicaSet: string;
  readonly hosts: readonly string[];
}

/** A mongod or mongos of the workspace, as a member of its cluster. */
export interface Member {
  /** Short and unique among all members of one reading. */
  readonly id: string;
  readonly source: ServerSource;
  readonly program: 'mongod' | 'mongos';
  readonly replicaSet?: string;
  readonly role?: 'configsvr' | 'shardsvr';
  readonly configServers?: ConfigServers;
  /** By which other members reach it, as they write it. */
  readonly hosts: readonly string[];
  /** The state after its next start. */
  readonly state: MemberState;
}

export type ClusterKind = 'replicaSet' | 'shardedCluster' | 'standalone';

/** Servers that connect to each other. */
export interface Cluster {
  readonly name: string;
  readonly kind: ClusterKind;
  readonly members: readonly Member[];
  /** Hosts that scripts or mongos name as members, and that no configuration here is for. */
  readonly hostsWithoutMember: readonly string[];
}
