import type { FileFact } from '../../server/src/core/facts.ts';

/** The files that the examples on rule pages may name, beside those that are not on this machine. */
export function exampleFiles(): Map<string, FileFact> {
  return new Map();
}
