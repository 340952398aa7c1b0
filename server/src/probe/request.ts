import type { ClientName } from '../core/client-options/client-names.ts';
import type { ServerCommand } from '../core/plans/plan.ts';

/** What is to be tested, and how. */
export interface ProbeRequest {
  readonly uri: string;
  /** TLS options by their connection-string names; they win over those in the URI. */
  readonly options: Readonly<Record<string, string>>;
  /** The client that reads the connection string; without it, options of all clients are let through with a note. */
  readonly driver?: ClientName;
  /** Looks longer: protocol versions, requested authorities, OCSP, parameters of the server. */
  readonly details?: boolean;
  /** Also reads what the server runs with; before that, a command is sent where there is one. */
  readonly live?: { readonly command?: ServerCommand };
  /** For all of it, in milliseconds. */
  readonly timeoutMs: number;
  /** When that time began, on the scale of `performance.now()`; without it, with the call. */
  readonly startedAt?: number;
  /** Relative paths are taken from here; without it, from the folder of the process. */
  readonly baseFolder?: string;
}
