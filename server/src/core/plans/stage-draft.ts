import type { Change } from './change-settings.ts';
import type { Refusal, ServerCommand } from './plan.ts';
import type { Server } from './server.ts';

/** A file that configurations name, with another text. */
export interface NamedFileChange {
  /** As the configuration writes it. */
  readonly path: string;
  readonly text: string;
}

/** What a stage does to one member. */
export interface ServerChange {
  readonly server: Server;
  readonly settings?: readonly Change[];
  /** The whole configuration, instead of changes to it. */
  readonly text?: string;
  readonly files?: readonly NamedFileChange[];
  /** Files that someone lays in place by hand, by the paths in the configuration: what they hold then is not known. */
  readonly replaces?: readonly string[];
  readonly command?: ServerCommand;
}

/** A stage as a kind of plan thinks of it, before files are written and orders made. */
export interface StageDraft {
  readonly title: string;
  readonly needs: readonly string[];
  readonly restart: boolean;
  readonly changes: readonly ServerChange[];
  readonly verify: readonly string[];
  readonly rollback: readonly string[];
  /** Routers go first, as for transitionToAuth; else last. */
  readonly routersFirst?: true;
}

/**
 * A kind of plan: yields stage after stage, and is given the servers as each stage leaves them. What it refuses ends it. A stage
 * without changes is none.
 */
export type Planner = (
  servers: readonly Server[],
) => Generator<StageDraft | { readonly refused: readonly Refusal[] }, void, readonly Server[]>;
