import type { ChangedFile, OldFile } from './write-files.ts';

/** A step that the user was shown. It holds keys: nothing of it but the id and the message leaves the server. */
export interface ReviewedRotation {
  readonly id: string;
  /** All files that were looked at. */
  readonly files: readonly OldFile[];
  /** Those that change. */
  readonly changed: readonly ChangedFile[];
  readonly message: string;
  readonly then: readonly string[];
}
