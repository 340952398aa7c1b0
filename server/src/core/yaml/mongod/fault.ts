/** What made the reader stop. */
export type FaultKind =
  | 'nul'
  | 'tab'
  | 'value-here'
  | 'key-here'
  | 'entry-here'
  | 'stray-close'
  | 'first-character'
  | 'open-quote'
  | 'escape'
  | 'hex-escape'
  | 'alias-name'
  | 'anchor-name'
  | 'block-header'
  | 'tag'
  | 'directive'
  | 'in-map'
  | 'in-list'
  | 'in-flow'
  | 'unknown-anchor'
  | 'two-properties'
  | 'too-deep'
  | 'alias-loop'
  | 'alias-bomb';

/**
 * Ends the reading of a text. Thrown and caught inside this folder only; outside it is a YamlProblem.
 */
export class Fault extends Error {
  readonly kind: FaultKind;
  /** Where the reader stood. */
  readonly offset: number;
  /** Where that began which it could not go on with: the key without a colon, the opening quote or bracket. */
  readonly since: number;

  constructor(kind: FaultKind, offset: number, since = offset) {
    super(kind);
    this.kind = kind;
    this.offset = offset;
    this.since = since;
  }
}
