import { afterBreak, code } from './characters.ts';

/** A place in a text that only moves forward and knows where its line began. */
export class Cursor {
  readonly text: string;
  offset: number;
  lineStart: number;

  /** A byte order mark at the very beginning is skipped (server-behaviour.md P3). */
  constructor(text: string) {
    this.text = text;
    this.offset = text.charCodeAt(0) === code.byteOrderMark ? 1 : 0;
    this.lineStart = this.offset;
  }

  atEnd(): boolean {
    return this.offset >= this.text.length;
  }

  get column(): number {
    return this.offset - this.lineStart;
  }

  /** Steps over the line break that begins here. */
  takeBreak(): void {
    this.offset = this.lineStart = afterBreak(this.text, this.offset);
  }

  /** Steps to the break that ends this line, or to the end of the text. */
  skipLine(): void {
    const { text } = this;
    const lineFeed = text.indexOf('\n', this.offset);
    if (lineFeed < 0) this.offset = text.length;
    else this.offset = text.charCodeAt(lineFeed - 1) === code.carriageReturn ? lineFeed - 1 : lineFeed;
  }
}
