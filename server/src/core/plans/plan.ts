import type { Position } from '../text/line-index.ts';

/** What a plan can lead to, the commonest first. Names that stay stable. */
export const planKinds = [
  'require-tls',
  'x509',
  'enforce-auth',
  'rename-ssl',
  'rotate-keyfile',
  'rotate-ca',
  'renew-certificates',
  'change-distinguished-name',
  'bi-connector',
] as const;
export type PlanKind = (typeof planKinds)[number];

/** Why there is no plan, and the place that decides it. Places are zero-based, in UTF-16 units. */
export interface Refusal {
  readonly reason: string;
  readonly file: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

export const clientKinds = ['plain', 'tls', 'tls-with-certificate'] as const;
export type ClientKind = (typeof clientKinds)[number];

/** The fields of a command, in the order in which the server reads them. */
export type ServerCommand = Readonly<Record<string, string | number>>;

interface MemberCommand {
  readonly member: string;
  readonly command: ServerCommand;
  /** The same for a shell. */
  readonly shell: string;
}

export interface FileEdit {
  /** The file to show, as the user named it or its folder. */
  readonly file: string;
  readonly newText: string;
}

/** One stage, done in this order: edits, restarts in `order`, commands. It ends before the next one begins. */
export interface PlanStage {
  /** `1`, `2` … */
  readonly id: string;
  readonly title: string;
  /** What must be so before the stage begins. */
  readonly needs: readonly string[];
  /** The members it touches. */
  readonly order: readonly string[];
  readonly restart: boolean;
  readonly edits: readonly FileEdit[];
  readonly commands: readonly MemberCommand[];
  /** Who can connect at every moment of the stage. */
  readonly clients: readonly { readonly kind: ClientKind; readonly canConnect: boolean }[];
  readonly verify: readonly string[];
  readonly rollback: readonly string[];
}

/** A refused plan has no stages; one without either has nothing left to do. */
export interface Plan {
  readonly kind: PlanKind;
  readonly refused: readonly Refusal[];
  readonly stages: readonly PlanStage[];
}
