import { code, isBlank, isBreak, isFlowIndicator, isSpace } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { Fault } from './fault.ts';

/** Reads the name after `&` or `*` and steps behind it. A colon is part of the name. */
export function scanAnchorName(cursor: Cursor): string {
  const { text } = cursor;
  const start = cursor.offset;
  const kind = text.charCodeAt(start) === code.asterisk ? 'alias-name' : 'anchor-name';
  let at = start + 1;
  while (at < text.length && !isFlowIndicator(text.charCodeAt(at)) && !isSpace(text, at)) at++;
  const next = text.charCodeAt(at);
  if (at === start + 1 || next === code.openBracket || next === code.openBrace) throw new Fault(kind, start);
  cursor.offset = at;
  return text.slice(start + 1, at);
}

const word = /[0-9A-Za-z-]/;
const tagCharacter = /[0-9A-Za-z#;/?:@&=+$_.~*'()-]/;
const uriCharacter = /[0-9A-Za-z#;/?:@&=+$,_.!~*'()[\]-]/;

/**
 * Reads a tag, from `!` on, and steps behind it. The answer is what the tag stands for as far as that matters: no tag at all is
 * '' or '?', which leave a null word null.
 */
export function scanTag(cursor: Cursor): string {
  const { text } = cursor;
  const start = cursor.offset;
  cursor.offset++;
  if (text.charCodeAt(cursor.offset) === code.less) return scanVerbatim(cursor, start);
  while (skipOne(cursor, word)) {
    // a handle may follow, such as !e!
  }
  const mayBeHandle = text.charCodeAt(cursor.offset) === code.exclamation || cursor.atEnd();
  if (!mayBeHandle) {
    while (skipOne(cursor, tagCharacter)) {
      // the rest of a tag without a handle
    }
    if (text.charCodeAt(cursor.offset) === code.exclamation) throw new Fault('tag', start);
  } else if (!cursor.atEnd()) {
    cursor.offset++;
    const suffix = cursor.offset;
    while (skipOne(cursor, tagCharacter)) {
      // the suffix
    }
    if (cursor.offset === suffix) throw new Fault('tag', start);
  }
  return text.slice(start, cursor.offset);
}

function scanVerbatim(cursor: Cursor, start: number): string {
  const { text } = cursor;
  const inner = ++cursor.offset;
  while (!cursor.atEnd() && text.charCodeAt(cursor.offset) !== code.greater) {
    if (!skipOne(cursor, uriCharacter)) break;
  }
  if (text.charCodeAt(cursor.offset) !== code.greater) throw new Fault('tag', start);
  cursor.offset++;
  return text.slice(inner, cursor.offset - 1);
}

function skipOne(cursor: Cursor, allowed: RegExp): boolean {
  const { text } = cursor;
  const at = cursor.offset;
  if (cursor.atEnd()) return false;
  if (allowed.test(text.charAt(at))) cursor.offset++;
  else if (allowed !== word && /^%[0-9A-Fa-f]{2}/.test(text.slice(at, at + 3))) cursor.offset += 3;
  else return false;
  return true;
}

/** Reads a line that begins with `%` and steps to its end or to its comment. */
export function scanDirective(cursor: Cursor): string {
  const { text } = cursor;
  const start = cursor.offset;
  let at = start + 1;
  while (at < text.length && !isBreak(text, at)) {
    if (text.charCodeAt(at) === code.hash && isBlank(text, at - 1)) break;
    at++;
  }
  cursor.offset = at;
  return text.slice(start + 1, at);
}

/** Tells the directives of a document apart and refuses what mongod's reader refuses. */
export class Directives {
  #versionGiven = false;
  readonly #handles = new Set<string>();

  /** Throws a Fault for a wrong `%YAML` or `%TAG` line; a line with another name has no meaning. */
  add(line: string, offset: number): void {
    const [name, ...words] = line.split(/[ \t]+/);
    const parameters = words.filter((parameter) => parameter !== '');
    if (name === 'YAML') {
      const version =
        parameters.length === 1 ? /^[+-]?(\d{1,9})[^]\s*[+-]?\d{1,9}$/.exec(parameters[0] ?? '') : null;
      if (!version || Number(version[1]) > 1 || this.#versionGiven) throw new Fault('directive', offset);
      this.#versionGiven = true;
    } else if (name === 'TAG') {
      const [handle = ''] = parameters;
      if (parameters.length !== 2 || this.#handles.has(handle)) throw new Fault('directive', offset);
      this.#handles.add(handle);
    }
  }
}
