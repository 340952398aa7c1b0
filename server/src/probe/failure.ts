import type { Facts, Side } from './facts.ts';
import type { DiagnosisCode, StepName } from './report.ts';

/** Where it failed: before anything was dialled, or in a step. */
export type Stage = 'options' | 'files' | StepName;

/** A failure before it is explained. */
export interface Failure {
  readonly stage: Stage;
  /** Set where the cause was found out; without it, the raw code decides. */
  readonly code?: DiagnosisCode;
  readonly raw: RawError;
  /** What was seen of this case, in whole sentences, ahead of the general explanation. */
  readonly specifics?: readonly string[];
  /** What to do in this case, ahead of the general advice. */
  readonly fixes?: readonly string[];
  /** Whose fault it is; without it, the general advice for all sides is given. */
  readonly sides?: readonly Side[];
  /** What was learned on the way, beyond what the connection string says. */
  readonly facts?: Facts;
  /** Commands that show more, ready to run. */
  readonly commands?: readonly string[];
  /** The words above say it all: the general explanation and advice of the code do not follow. */
  readonly only?: true;
}

export interface RawError {
  /** A code of Node.js, the TLS library or the server; the name of the error's class where it has none. */
  readonly code: string;
  readonly message: string;
  /** The classes from the outermost error to its deepest cause. */
  readonly names: readonly string[];
}

function causeOf(error: Error): unknown {
  if (error instanceof AggregateError) return error.errors[0];
  return error.cause;
}

/** The other side ended the connection before it had answered. */
export class ClosedError extends Error {
  readonly code = 'CONNECTION_CLOSED';
}

function codeOf(error: Error): string | undefined {
  // its code is a number of the DOM standard; the name says more
  if (error instanceof DOMException) return undefined;
  if (!('code' in error)) return undefined;
  return typeof error.code === 'string' || typeof error.code === 'number' ? String(error.code) : undefined;
}

/** OpenSSL puts its thread's address and its own source path around the text. */
function tidy(message: string): string {
  return message
    .replace(/^[0-9A-F]{8,}:/, '')
    .replace(/:[^:\s]*\.c(?:c|pp)?:\d+:/g, ': ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Follows causes and aggregates down to the deepest code and message. Never throws. */
export function rawErrorOf(error: unknown): RawError {
  const names: string[] = [];
  let code: string | undefined;
  let message = '';
  let current = error;
  // a cause may point back to its error
  for (let depth = 0; current instanceof Error && depth < 10; depth++) {
    names.push(current.name);
    code = codeOf(current) ?? code;
    if (current.message !== '') message = current.message;
    current = causeOf(current);
  }
  if (names.length === 0) return { code: 'UNKNOWN', message: tidy(String(error)), names };
  return { code: code ?? names.at(-1) ?? 'Error', message: tidy(message), names };
}

/** A failure that was found without an error of the system or a library. */
export function found(
  stage: Stage,
  code: DiagnosisCode,
  specific: string,
  more: { readonly raw?: RawError } & Pick<Failure, 'fixes' | 'only' | 'sides' | 'facts' | 'commands'> = {},
): Failure {
  return { raw: { code, message: specific, names: [] }, ...more, stage, code, specifics: [specific] };
}

export function failureOf(stage: Stage, error: unknown): Failure {
  return { stage, raw: rawErrorOf(error) };
}
