import type { ClusterSummary, ReportedCluster, ReportedPair } from '../core/cluster/cluster-report.ts';
import type { Sealed } from './sealed-text.ts';

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
  /** Asks the members what they run with, each by the host that others use. */
  readonly live?: LiveConnectionParams;
}

/** How running members are asked. */
export interface LiveConnectionParams {
  /** Sealed ConnectionSecrets: user and options for each member; hosts of the connection string do not count. */
  readonly connection: Sealed;
  /** For each member. */
  readonly timeoutMs: number;
}

/** A member that was asked. */
export interface AskedMember {
  readonly member: string;
  readonly host?: string;
  /** The code of the diagnosis where it could not be asked. */
  readonly code?: string;
  /** The command of the stage at hand; no secret is in it. */
  readonly shell?: string;
  /** The command may be sent from here: the setting `mongodbTls.sendCommands` says so, and all members are known. */
  readonly canSend: boolean;
}

/** Sends the command of one member of the plan that was last made with `live`, and of no other. */
export interface SendPlanCommandParams extends LiveConnectionParams {
  readonly member: string;
  /** As the user was shown it. */
  readonly shell: string;
}

/** `text`: what the server answered, and what it runs with now, in one line. After a failure nothing more is sent before a new plan. */
export interface SendPlanCommandResult {
  readonly ok: boolean;
  readonly text: string;
}

/** `edits` are those of configurations; those of keyfiles hold keys and are not sent. `error` is a sentence. */
export type PlanClusterResult =
  | {
      readonly markdown: string;
      readonly stages: readonly {
        readonly title: string;
        readonly edits: readonly { readonly uri: string; readonly newText: string }[];
      }[];
      /** Where they were asked. */
      readonly members?: readonly AskedMember[];
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
