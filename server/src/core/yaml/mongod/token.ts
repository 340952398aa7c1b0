export type TokenKind =
  | 'directive'
  | 'document-start'
  | 'document-end'
  | 'list-start'
  | 'list-end'
  | 'map-start'
  | 'map-end'
  | 'flow-list-start'
  | 'flow-list-end'
  | 'flow-map-start'
  | 'flow-map-end'
  | 'flow-entry'
  | 'entry'
  | 'key'
  | 'value'
  | 'anchor'
  | 'alias'
  | 'tag'
  | 'plain'
  | 'quoted'
  | 'block';

/**
 * `pending`: a key, or the map that begins with it, of which only a later colon shows whether it is one. `dropped`: it was none.
 */
export type TokenState = 'ready' | 'pending' | 'dropped';

export class Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** The value of a scalar, the name of an anchor, alias or tag, the line of a directive. */
  readonly text: string;
  state: TokenState = 'ready';

  constructor(kind: TokenKind, start: number, end: number, text = '') {
    this.kind = kind;
    this.start = start;
    this.end = end;
    this.text = text;
  }
}
