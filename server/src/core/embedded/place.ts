import type { Edit, Span } from '../text/span.ts';

/** Where a text stands in the file around it: the map between places of the two, and the way back for edits. */
export interface Place {
  /** The inner text, as the host language gives it to the server. */
  readonly text: string;
  /** Each of its lines is one of the host, with nothing but indentation before it: what editors indent by themselves fits. */
  readonly keepsLines: boolean;
  /** The offset in the host of one in the inner text; `isEnd`: one that ends a span, and stays before what is skipped between. */
  toHost(offset: number, isEnd?: boolean): number;
  /** The offset in the inner text of one in the host; the nearest one where the host's own marks stand. */
  toInner(offset: number): number;
  /** Edits of the inner text as edits of the host; undefined where the host's way of writing cannot hold them. */
  edits(edits: readonly Edit[]): readonly Edit[] | undefined;
}

/** The span in the host of one in the inner text. */
export function hostSpan(place: Place, [start, end]: Span): Span {
  const from = place.toHost(start);
  return [from, start === end ? from : Math.max(from, place.toHost(end, true))];
}

/** All that the inner text covers in the host. */
export function wholeSpan(place: Place): Span {
  return hostSpan(place, [0, place.text.length]);
}

/** The place of a text that is its own host. */
export function samePlace(text: string): Place {
  return {
    text,
    keepsLines: true,
    toHost: (offset) => offset,
    toInner: (offset) => offset,
    edits: (edits) => edits,
  };
}

/** The place of a text inside a text that has a place itself. */
export function placeWithin(outer: Place, inner: Place): Place {
  return {
    text: inner.text,
    keepsLines: outer.keepsLines && inner.keepsLines,
    toHost: (offset, isEnd) => outer.toHost(inner.toHost(offset, isEnd), isEnd),
    toInner: (offset) => inner.toInner(outer.toInner(offset)),
    edits: (edits) => {
      const own = inner.edits(edits);
      return own && outer.edits(own);
    },
  };
}
