/** Asks which keyfiles hold keys in common and what can be done next. `uri` is the one to begin with. */
export interface PlanKeyRotationParams {
  readonly uri?: string;
}

export interface PlanKeyRotationResult {
  /** Keyfiles with keys in common: those of one cluster. */
  readonly groups: readonly KeyFileGroup[];
}

export interface KeyFileGroup {
  readonly files: readonly {
    readonly uri: string;
    /** As users call it. */
    readonly name: string;
    /** Of each key, in order. */
    readonly fingerprints: readonly string[];
  }[];
  /** What can be done with all of them, the likely one first. */
  readonly steps: readonly KeyRotationChoice[];
  /** Why there is none, as a sentence. */
  readonly problem?: string;
}

export interface KeyRotationChoice {
  readonly step: 'add' | 'switch' | 'drop';
  readonly title: string;
  /** What holds afterwards, as a sentence. */
  readonly detail: string;
}

/**
 * Asks what a step makes of each keyfile, for the user to read before anything is written. The server makes the new key now and
 * keeps it, with what it read, until the files are written or the next review is asked for.
 */
export interface ReviewKeyRotationParams {
  readonly uris: readonly string[];
  readonly step: KeyRotationChoice['step'];
}

export type ReviewKeyRotationResult = KeyRotationReview | { readonly problem: string };

/** The texts of the files have the form of keyfiles, with a fingerprint in the place of each key. */
export interface KeyRotationReview {
  /** Names it to {@link RotateKeyfileParams}. */
  readonly id: string;
  readonly title: string;
  /** What holds afterwards, what to do then, and which keyfiles take no part. Markdown to be read as text. */
  readonly overview: string;
  readonly files: readonly {
    readonly name: string;
    readonly before: string;
    /** The same as `before` where the step was taken in this file already. */
    readonly after: string;
  }[];
}

/**
 * Writes what was reviewed, in all files or in none, and only if none has changed since. The server makes the new key and writes
 * the files: a text edit would carry the keys over the protocol into traces, undo stacks and backups of editors, could not write
 * a file of mode 0400, and would not be atomic.
 */
export interface RotateKeyfileParams {
  /** The id of the last review; each is good for one writing. */
  readonly review: string;
}

export interface RotateKeyfileResult {
  readonly done: boolean;
  /** What holds now, or why nothing was done. In sentences. */
  readonly message: string;
  /** How to restart the members, a sentence each. */
  readonly then: readonly string[];
}
