import type { Span } from '../text/span.ts';
import type { Quote } from './lines.ts';

/** Where a cursor stands, told from the lines around it: the text may be incomplete or broken. */
export type Place = KeyPlace | ValuePlace;

export interface KeyPlace {
  readonly kind: 'key';
  /** The dotted path of the section the key would stand in; empty at the top and in INI. */
  readonly section: string;
  /** What is there of the key, with its quotes. */
  readonly span: Span;
  readonly style: 'block' | 'flow' | 'ini';
  /** The quote the key is, or should be, written with. */
  readonly quote: Quote;
  /** A colon or an equals sign follows already. */
  readonly hasSeparator: boolean;
  /** The other keys of the section. */
  readonly siblings: ReadonlySet<string>;
}

export interface ValuePlace {
  readonly kind: 'value';
  /** The dotted path, or the single name of INI. */
  readonly path: string;
  /** What is there of the value, with its quotes. */
  readonly span: Span;
  readonly style: 'block' | 'flow' | 'ini';
  /** The quote the value is, or should be, written with. */
  readonly quote: Quote;
  /** A blank must part the value from the colon. */
  readonly needsBlank: boolean;
}
