import type { Span } from '../text/span.ts';

type UriProblemCode = 'escape' | 'user' | 'host' | 'port' | 'srv' | 'option';

/** Something for which drivers refuse the string. No part of the string stands in the message: it may be one of a password. */
export interface UriProblem {
  readonly code: UriProblemCode;
  readonly span: Span;
  /** A full sentence. */
  readonly message: string;
  /** The characters that percent encoding mends, in order. */
  readonly escapes?: readonly Span[];
}
