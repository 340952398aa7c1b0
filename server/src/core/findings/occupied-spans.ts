import type { Span } from '../text/span.ts';

/**
 * Spans that are taken, out of some that are known beforehand. Asks and takes in logarithmic time, where comparing each with
 * each would take minutes for the fixes of a long file.
 */
export class Claims {
  readonly #ranks: ReadonlyMap<number, number>;
  readonly #starts: Counts;
  readonly #ends: Counts;

  /** `spans`: all that will be asked for or taken. */
  constructor(spans: readonly Span[]) {
    const places = new Set(spans.flatMap((span) => [firstPlace(span), lastPlace(span)]));
    this.#ranks = new Map([...places].sort((a, b) => a - b).map((place, rank) => [place, rank]));
    this.#starts = new Counts(places.size);
    this.#ends = new Counts(places.size);
  }

  /**
   * Whether a span overlaps one that is taken, or one of them inserts at the edge of the other: a line put in right below a section
   * that another fix takes away would land in a different section. That is so where not all that begin before its end have ended
   * before it.
   */
  holds(span: Span): boolean {
    return this.#starts.upTo(this.#rank(lastPlace(span))) > this.#ends.upTo(this.#rank(firstPlace(span)) - 1);
  }

  take(span: Span): void {
    this.#starts.add(this.#rank(firstPlace(span)));
    this.#ends.add(this.#rank(lastPlace(span)));
  }

  #rank(place: number): number {
    return this.#ranks.get(place) ?? 0;
  }
}

// Three places to an offset: where a span ends, where text is put in, where a span starts. An insertion takes all three of its
// own, another span those from its start to its end; two stand in each other's way where they share a place.
const firstPlace = ([start, end]: Span): number => (start === end ? 3 * start - 1 : 3 * start + 1);
const lastPlace = ([start, end]: Span): number => (start === end ? 3 * start + 1 : 3 * end - 1);

/** Counts by rank and sums them up to one, both in logarithmic time (a Fenwick tree). */
class Counts {
  readonly #sums: Uint32Array;

  constructor(size: number) {
    this.#sums = new Uint32Array(size + 1);
  }

  add(rank: number): void {
    for (let at = rank + 1; at < this.#sums.length; at += at & -at) this.#sums[at] = this.#sum(at) + 1;
  }

  /** How many were added at this rank or before it. */
  upTo(rank: number): number {
    let sum = 0;
    for (let at = rank + 1; at > 0; at -= at & -at) sum += this.#sum(at);
    return sum;
  }

  #sum(at: number): number {
    return this.#sums[at] ?? 0;
  }
}
