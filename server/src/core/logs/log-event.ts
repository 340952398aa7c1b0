/** One line of a log that may concern us, whatever release wrote it. */
export interface LogEvent {
  /** null for what the option parser prints before the log is open. */
  readonly id: number | null;
  /** As written; absent in lines of 2.6 and of the option parser. */
  readonly severity?: string;
  readonly component?: string;
  /** The thread, such as `conn41` (an incoming connection) or `ReplNetwork`. */
  readonly context?: string;
  /** What went wrong, in the server's words; empty where the line has none. */
  readonly error: string;
  /** The server's code of that error, such as 141 (SSLHandshakeFailed). */
  readonly code?: number;
  /** Who is at the other end, as written, most with a port. */
  readonly peer?: string;
  /** The user who tried to log in. */
  readonly user?: string;
}
