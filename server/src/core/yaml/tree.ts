import type { Span } from '../text/span.ts';

/** What a YAML text is made of, whichever reader read it. All values are text, as mongod reads them. */
export type YamlNode = YamlMap | YamlList | YamlScalar | YamlNull;

export interface YamlMap {
  readonly kind: 'map';
  readonly span: Span;
  /** Written with braces. */
  readonly flow: boolean;
  readonly pairs: readonly YamlPair[];
}

export interface YamlPair {
  readonly key: string;
  /** The key as written, with its quotes. */
  readonly keySpan: Span;
  /** From the key to the end of the value. */
  readonly span: Span;
  readonly value: YamlNode;
}

export interface YamlList {
  readonly kind: 'list';
  readonly span: Span;
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
}

export interface YamlScalar {
  readonly kind: 'scalar';
  /** The value as written, with its quotes. */
  readonly span: Span;
  readonly text: string;
  readonly style: 'plain' | 'quoted' | 'block';
  /** A template fills its text in, or it is an alias to nothing, so that nothing is known of it. */
  readonly unknown?: boolean;
}

/** Nothing, or one of the words `null`, `Null`, `NULL`, `~`. */
interface YamlNull {
  readonly kind: 'null';
  readonly span: Span;
}

/** A place where the text is not YAML, with the reader's reason in our words. */
export interface YamlProblem {
  readonly code: string;
  readonly span: Span;
  readonly message: string;
}

/** What came of reading a text. `root` is null for an empty document and for one that cannot be read at all. */
export interface YamlReading {
  readonly root: YamlNode | null;
  readonly problems: readonly YamlProblem[];
  /** The offset from which on the server reads nothing; the text's length where it reads all. */
  readonly readTo: number;
}
