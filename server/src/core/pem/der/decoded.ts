import { DerError } from './der.ts';

/** What decoding gave: the value, or in one phrase why not. */
export type Decoded<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

/** Runs a reader; what it throws as DerError becomes data. */
export function decoded<T>(read: () => T): Decoded<T> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof DerError) return { ok: false, error: error.message };
    throw error;
  }
}
