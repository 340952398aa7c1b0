import { firstBeyond } from '../text/sorted.ts';
import type { Edit } from '../text/span.ts';
import type { Place } from './place.ts';

/** A run of the inner text: as it stands in the host, or what an escape of the host stands for. */
export interface Piece {
  readonly host: number;
  readonly hostLength: number;
  readonly text: string;
}

/** A text whose characters are written in the host's own way: with quotes and escapes, or with lines that are folded. */
export class CharacterPlace implements Place {
  readonly text: string;
  readonly keepsLines = false;
  readonly #pieces: readonly Piece[];
  readonly #starts: readonly number[];
  readonly #start: number;
  readonly #encode: (text: string) => string | undefined;

  /** `start`: where the text begins in the host, should it be empty. `encode` writes a text; undefined for what cannot be written. */
  constructor(pieces: readonly Piece[], start: number, encode: (text: string) => string | undefined) {
    this.#pieces = pieces;
    this.#start = start;
    this.#encode = encode;
    const starts: number[] = [];
    let at = 0;
    for (const { text } of pieces) {
      starts.push(at);
      at += text.length;
    }
    this.#starts = starts;
    this.text = pieces.map(({ text }) => text).join('');
  }

  toHost(offset: number, isEnd = false): number {
    let at = Math.max(firstBeyond(this.#starts, (start) => start > offset) - 1, 0);
    if (isEnd && at > 0 && this.#starts[at] === offset) at--;
    const piece = this.#pieces[at];
    if (!piece) return this.#start;
    const within = offset - (this.#starts[at] ?? 0);
    if (within >= piece.text.length) return piece.host + piece.hostLength;
    // inside an escape there is no place
    const isPlain = piece.text.length === piece.hostLength;
    return piece.host + (isPlain ? within : isEnd && within > 0 ? piece.hostLength : 0);
  }

  toInner(offset: number): number {
    const at = firstBeyond(this.#pieces, ({ host }) => host > offset) - 1;
    const piece = this.#pieces[at];
    if (!piece) return 0;
    const within = offset - piece.host;
    const isPlain = piece.text.length === piece.hostLength;
    const column = isPlain || within === 0 ? within : within < piece.hostLength ? 0 : piece.text.length;
    return (this.#starts[at] ?? 0) + Math.min(column, piece.text.length);
  }

  edits(edits: readonly Edit[]): readonly Edit[] | undefined {
    const written: Edit[] = [];
    for (const { span, text } of edits) {
      const encoded = this.#encode(text);
      if (encoded === undefined) return undefined;
      const start = this.toHost(span[0]);
      const end = span[0] === span[1] ? start : this.toHost(span[1], true);
      written.push({ span: [start, Math.max(start, end)], text: encoded });
    }
    return written;
  }
}
