import { afterBreak, code, isBlank, isBreak, isDocumentMarker } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { Fault } from './fault.ts';

/** What a backslash and a character stand for in double quotes; `N` and `_` give mongod's reader one byte that is not UTF-8. */
export const yamlEscapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
  N: '\ufffd',
  _: '\ufffd',
  L: '\u2028',
  P: '\u2029',
};
const hexLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Whether a backslash before this character is an escape in double quotes. */
export function isEscape(character: string): boolean {
  return Object.hasOwn(yamlEscapes, character) || Object.hasOwn(hexLengths, character);
}

/**
 * Reads a value in single or double quotes, from the opening quote on, and steps behind the closing one. A text that ends right
 * after a line break closes the quotes too: mongod's reader misses them only in the middle of a line.
 */
export function scanQuoted(cursor: Cursor): string {
  const { text } = cursor;
  const open = cursor.offset;
  const quote = text.charCodeAt(open);
  let value = '';
  let afterEscape = -1;
  let start = open + 1;
  let at = start;
  let line = start;
  for (;;) {
    if (at >= text.length) {
      if (at > line) throw new Fault('open-quote', at, open);
      cursor.offset = at;
      return clip(value, afterEscape);
    }
    const char = text.charCodeAt(at);
    if (char === quote) {
      value += text.slice(start, at);
      if (quote === code.quote || text.charCodeAt(at + 1) !== code.apostrophe) break;
      value += "'";
      afterEscape = value.length;
      start = at += 2;
    } else if (char === code.backslash && quote === code.quote) {
      value += text.slice(start, at);
      if (isBreak(text, at + 1)) {
        // the break is escaped: blanks before it stay and nothing takes its place
        afterEscape = value.length;
        at = nextLine(cursor, at + 1, open);
        const lines = foldLines(cursor, at, open);
        value += '\n'.repeat(lines);
        start = at = line = cursor.offset;
      } else {
        const length = escapeLength(text, at);
        value += unescape(text, at, length);
        afterEscape = value.length;
        start = at += length;
      }
    } else if (char <= code.carriageReturn && isBreak(text, at)) {
      value += trimEnd(text, start, at);
      const lines = foldLines(cursor, nextLine(cursor, at, open), open);
      value += lines === 0 ? ' ' : '\n'.repeat(lines);
      start = at = line = cursor.offset;
    } else {
      at++;
    }
  }
  cursor.offset = at + 1;
  return clip(value, afterEscape);
}

/** Moves behind the break at `at` and the blanks that begin the next line. */
function nextLine(cursor: Cursor, at: number, open: number): number {
  cursor.offset = cursor.lineStart = afterBreak(cursor.text, at);
  if (isDocumentMarker(cursor.text, cursor.offset)) throw new Fault('open-quote', cursor.offset, open);
  while (isBlank(cursor.text, cursor.offset)) cursor.offset++;
  return cursor.offset;
}

/** Steps over empty lines and counts them. */
function foldLines(cursor: Cursor, at: number, open: number): number {
  let lines = 0;
  while (isBreak(cursor.text, at)) {
    lines++;
    at = nextLine(cursor, at, open);
  }
  return lines;
}

function trimEnd(text: string, start: number, end: number): string {
  while (end > start && isBlank(text, end - 1)) end--;
  return text.slice(start, end);
}

function escapeLength(text: string, at: number): number {
  const character = text.charAt(at + 1);
  if (!isEscape(character)) throw new Fault('escape', at);
  return 2 + (hexLengths[character] ?? 0);
}

function unescape(text: string, at: number, length: number): string {
  if (length === 2) return yamlEscapes[text.charAt(at + 1)] ?? '';
  const digits = text.slice(at + 2, at + length);
  const value = Number.parseInt(digits, 16);
  if (digits.length < length - 2 || !/^[0-9a-fA-F]+$/.test(digits)) throw new Fault('hex-escape', at);
  if (value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) throw new Fault('hex-escape', at);
  return String.fromCodePoint(value);
}

/** At most one line feed stays at the end, as mongod's reader has it; what was escaped is kept. */
function clip(value: string, afterEscape: number): string {
  if (!value.endsWith('\n')) return value;
  let last = value.length - 1;
  while (last >= 0 && value.charCodeAt(last) === code.lineFeed) last--;
  if (last < afterEscape) last = afterEscape;
  if (last < 0) return '';
  return last + 1 < value.length ? value.slice(0, last + 2) : value;
}
