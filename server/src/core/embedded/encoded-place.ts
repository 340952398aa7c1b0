import { applyEdits } from '../text/apply-edits.ts';
import type { Span } from '../text/span.ts';
import type { Place } from './place.ts';

/** A text that stands in the host as a whole, in another form such as base64: all its places are that one. */
export function encodedPlace(text: string, span: Span, encode: (text: string) => string): Place {
  return {
    text,
    keepsLines: false,
    toHost: (offset, isEnd) => (isEnd === true || offset >= text.length ? span[1] : span[0]),
    toInner: (offset) => (offset >= span[1] ? text.length : 0),
    edits: (edits) => [{ span, text: encode(applyEdits(text, edits)) }],
  };
}
