import type { ClusterSummary, ReportedCluster, ReportedPair } from '../core/cluster/cluster-report.ts';

/** The plans there are for a cluster. */
export interface PlanKindsResult {
  readonly kinds: readonly {
    /** As `mongodb-tls plan` calls it. */
    readonly kind: string;
    readonly title: string;
    readonly detail: string;
    /** The files that it may ask for, with the name of each setting. */
    readonly asks: readonly { readonly name: keyof PlanClusterParams['paths']; readonly label: string }[];
  }[];
}

/** Asks how the servers of the workspace get somewhere without an outage. */
export interface PlanClusterParams {
  /** As `mongodb-tls plan` calls it. */
  readonly kind: string;
  /** Files on the servers for members that have none yet; `{host}` and `{member}` stand for each member's. */
  readonly paths: {
    readonly certificateKeyFile?: string;
    readonly clusterFile?: string;
    readonly caFile?: string;
    readonly keyFile?: string;
    readonly newCaFile?: string;
  };
}

/** `edits` are those of configurations; those of keyfiles hold keys and are not sent. `error` is a sentence. */
export type PlanClusterResult =
  | {
      readonly markdown: string;
      readonly stages: readonly {
        readonly title: string;
        readonly edits: readonly { readonly uri: string; readonly newText: string }[];
      }[];
    }
  | { readonly error: string };

/** The servers of the workspace as clusters; files are URIs. */
export interface CheckClusterResult {
  readonly clusters: readonly CheckedCluster[];
  readonly summary: ClusterSummary;
}

export interface CheckedCluster extends Omit<ReportedCluster, 'pairs'> {
  readonly pairs: readonly ReportedPair[];
  /** There are more pairs than are listed. */
  readonly isCut?: boolean;
}
