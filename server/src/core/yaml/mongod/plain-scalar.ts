import { code, isBreak, isDocumentMarker, isFlowIndicator, isSpaceOrEnd } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { Fault } from './fault.ts';

export interface PlainScalar {
  readonly text: string;
  /** After its last character. */
  readonly end: number;
  /** A line with smaller indentation ended it; the cursor stands on that line's first character. */
  readonly endedByLine: boolean;
}

/**
 * Reads an unquoted value. It goes on over lines indented by at least `indent`: one line break becomes a blank, n breaks become
 * n - 1 line feeds. It ends before `: `, before ` #` and before a document marker, in brackets also before `, ? [ ] { }`.
 */
export function scanPlain(cursor: Cursor, indent: number, inFlow: boolean): PlainScalar {
  const { text } = cursor;
  let value = '';
  let end = cursor.offset;
  let breaks = 0;
  for (;;) {
    const start = cursor.offset;
    const lineEnd = scanLine(cursor, inFlow);
    if (lineEnd > start) {
      const joint = breaks === 0 ? '' : breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
      value =
        joint === '' && value === ''
          ? text.slice(start, lineEnd)
          : value + joint + text.slice(start, lineEnd);
      end = lineEnd;
    }
    if (!isBreak(text, cursor.offset) || commentFollowsBreak(cursor))
      return { text: value, end, endedByLine: false };
    breaks = 0;
    do {
      cursor.takeBreak();
      breaks++;
      skipBlanks(cursor, indent);
    } while (isBreak(text, cursor.offset) && !commentFollowsBreak(cursor));
    if (cursor.column < indent && !isBreak(text, cursor.offset))
      return { text: value, end, endedByLine: true };
    if (cursor.atEnd()) return { text: value, end, endedByLine: false };
  }
}

/** Moves to where the scalar or the line ends; answers where its last character that is not blank ends. */
function scanLine(cursor: Cursor, inFlow: boolean): number {
  const { text } = cursor;
  const { length } = text;
  let last = cursor.offset;
  let at = cursor.offset;
  if (at === cursor.lineStart && isDocumentMarker(text, at)) return last;
  for (; at < length; at++) {
    const char = text.charCodeAt(at);
    if (char === code.blank || char === code.tab) {
      if (text.charCodeAt(at + 1) === code.hash) break;
      continue;
    }
    if (char <= code.carriageReturn && isBreak(text, at)) break;
    if (char === code.colon && (isSpaceOrEnd(text, at + 1) || (inFlow && closes(text.charCodeAt(at + 1)))))
      break;
    if (inFlow && (isFlowIndicator(char) || char === code.question)) break;
    last = at + 1;
  }
  cursor.offset = at;
  return last;
}

function closes(char: number): boolean {
  return char === code.comma || char === code.closeBracket || char === code.closeBrace;
}

function commentFollowsBreak({ text, offset }: Cursor): boolean {
  const next = text.charCodeAt(offset) === code.carriageReturn ? offset + 2 : offset + 1;
  return text.charCodeAt(next) === code.hash;
}

/** Steps over the blanks before a continued line; a blank before `#` stays, so that the comment is seen. */
function skipBlanks(cursor: Cursor, indent: number): void {
  const { text } = cursor;
  for (;;) {
    const char = text.charCodeAt(cursor.offset);
    if (char === code.tab) {
      if (cursor.column < indent) throw new Fault('tab', cursor.offset);
    } else if (char !== code.blank) {
      return;
    }
    if (text.charCodeAt(cursor.offset + 1) === code.hash) return;
    cursor.offset++;
  }
}
