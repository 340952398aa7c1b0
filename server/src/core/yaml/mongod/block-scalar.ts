import { code, isBlank, isBreak } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { Fault } from './fault.ts';

export interface BlockScalar {
  readonly text: string;
  /** After its last line that is not empty, or after its header. */
  readonly end: number;
}

interface Header {
  readonly folded: boolean;
  /** `+` keeps all line breaks at the end, `-` none, otherwise one stays. */
  readonly chomp: '+' | '-' | '';
  /** Indentation given by a digit, relative to the parent. */
  readonly indent: number | undefined;
}

/** Reads a value after `|` or `>`, whose lines are indented deeper than the parent's `column` (-1 at the top). */
export function scanBlock(cursor: Cursor, column: number): BlockScalar {
  const header = scanHeader(cursor);
  const lines = new Lines(cursor, header, column);
  const text = lines.read();
  return { text: chomped(text, header.chomp), end: lines.end };
}

function scanHeader(cursor: Cursor): Header {
  const { text } = cursor;
  const folded = text.charCodeAt(cursor.offset) === code.greater;
  const [, before, digit, after] =
    /^([+-]?)([0-9]?)([+-]?)/.exec(text.slice(cursor.offset + 1, cursor.offset + 4)) ?? [];
  // one sign and one digit in either order; a second sign is left over
  const sign = before === '' && digit !== '' ? (after ?? '') : (before ?? '');
  if (digit === '0') throw new Fault('block-header', cursor.offset);
  const start = cursor.offset;
  cursor.offset += 1 + sign.length + (digit ?? '').length;
  while (isBlank(text, cursor.offset)) cursor.offset++;
  if (text.charCodeAt(cursor.offset) === code.hash) {
    while (!cursor.atEnd() && !isBreak(text, cursor.offset)) cursor.offset++;
  }
  if (!cursor.atEnd() && !isBreak(text, cursor.offset)) throw new Fault('block-header', cursor.offset, start);
  return {
    folded,
    chomp: sign === '+' || sign === '-' ? sign : '',
    indent: digit === undefined || digit === '' ? undefined : Number(digit),
  };
}

class Lines {
  readonly #cursor: Cursor;
  readonly #folded: boolean;
  /** Still to be found from the first line that is not empty. */
  #detect: boolean;
  #indent: number;
  end: number;

  constructor(cursor: Cursor, { folded, indent }: Header, column: number) {
    this.#cursor = cursor;
    this.#folded = folded;
    this.#detect = indent === undefined;
    this.#indent = (indent ?? 1) + Math.max(column, 0);
    this.end = cursor.offset;
  }

  read(): string {
    const cursor = this.#cursor;
    const { text } = cursor;
    let value = '';
    let hasContent = false;
    let first = true;
    let wasEmpty = false;
    let wasDeeper = false;
    let folded = 0;
    let foldedFromDeeper = false;
    while (!cursor.atEnd()) {
      const start = cursor.offset;
      while (!cursor.atEnd() && !isBreak(text, cursor.offset)) cursor.offset++;
      if (cursor.offset > start) {
        value += text.slice(start, cursor.offset);
        this.end = cursor.offset;
        hasContent = true;
        first = false;
      }
      if (cursor.atEnd()) break;
      cursor.takeBreak();
      this.#skipIndent(hasContent);
      const empty = isBreak(text, cursor.offset);
      const deeper = isBlank(text, cursor.offset);
      if (this.#folded && folded === 0 && empty) foldedFromDeeper = wasDeeper;
      if (first) {
        // the break that ends the header
      } else if (!this.#folded) {
        value += '\n';
      } else {
        if (!wasEmpty && !empty && !wasDeeper && !deeper && cursor.column >= this.#indent) value += ' ';
        else if (empty) folded++;
        else value += '\n';
        if (!empty && folded > 0) {
          value += '\n'.repeat(folded - 1);
          if (foldedFromDeeper || deeper || !hasContent) value += '\n';
          folded = 0;
        }
      }
      first = false;
      wasEmpty = empty;
      wasDeeper = deeper;
      if (!empty && cursor.column < this.#indent) break;
    }
    return value;
  }

  #skipIndent(hasContent: boolean): void {
    const cursor = this.#cursor;
    const { text } = cursor;
    const detect = this.#detect && !hasContent;
    while (text.charCodeAt(cursor.offset) === code.blank && (detect || cursor.column < this.#indent))
      cursor.offset++;
    if (detect) this.#indent = Math.max(this.#indent, cursor.column);
    if (text.charCodeAt(cursor.offset) === code.tab && cursor.column < this.#indent) {
      throw new Fault('tab', cursor.offset);
    }
  }
}

function chomped(text: string, chomp: Header['chomp']): string {
  if (chomp === '+') return text;
  let length = text.length;
  while (length > 0 && text.charCodeAt(length - 1) === code.lineFeed) length--;
  if (chomp === '' && length > 0 && length < text.length) length++;
  return text.slice(0, length);
}
