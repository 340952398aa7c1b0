import { firstBeyond } from './sorted.ts';

/** A zero-based place in a text; `character` counts UTF-16 units, as the LSP does. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Turns offsets of one text into positions. CRLF, LF and a lone CR end a line, as in the LSP. */
export class LineIndex {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) this.#starts.push(at + 1);
    }
  }

  /** The position of an offset; binary search. */
  at(offset: number): Position {
    const line = Math.max(firstBeyond(this.#starts, (start) => start > offset) - 1, 0);
    return { line, character: offset - (this.#starts[line] ?? 0) };
  }
}
