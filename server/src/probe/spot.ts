import type { Way } from './dial.ts';

/** A host to look at again, by addresses already known. */
export interface Spot extends Way {
  readonly signal: AbortSignal;
  /** Milliseconds that a second look may take: the first failure is what the user waits for. */
  readonly patience: number;
}
