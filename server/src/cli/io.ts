import type { Host } from '../host/host.ts';
import type { Progress } from './progress.ts';

/** What a command of the command line may touch; tests bring their own. */
export interface Io {
  readonly host: Host;
  /** Results only, written as they are. */
  out(text: string): void;
  /** Standard output where it is a terminal, in place of a file or a pipe. */
  readonly terminal?: Terminal;
  /** All else: one line each. */
  err(line: string): void;
  /** How far work is; absent where nobody looks. */
  readonly progress?: Progress;
  stdin(): Promise<Uint8Array>;
  /** The same piece by piece, for what may be longer than memory; absent where only `stdin` is there. */
  stdinChunks?(): AsyncIterable<Uint8Array>;
  /** When the process began, on the scale of `performance.now()`; absent where that says nothing. */
  readonly startedAt?: number;
  /** Relative paths are taken from here. */
  readonly cwd: string;
}

/** A terminal that a person looks at. */
export interface Terminal {
  readonly columns: number;
  readonly hasColours: boolean;
  /** Writes a text as it is, escapes for colours included; what came from files was made visible before. */
  print(text: string): void;
}

/** 0: clean or connected. 1: findings at or above --fail-on, or the connection failed. 2: bad usage or unreadable input. */
export type ExitCode = 0 | 1 | 2;

/** A command gets the arguments behind its name and answers with the exit code. */
export type Command = (args: readonly string[], io: Io) => Promise<ExitCode>;

/** Wrong arguments; the message says which and what is right. Caught once, in cli.ts. */
export class UsageError extends Error {}

/** The first line of what standard input gave: a secret on a line of its own. */
export function firstLine(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replace(/\r?\n[^]*/, '');
}
