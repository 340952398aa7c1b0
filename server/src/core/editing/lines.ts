/** A line without its line break. */
export interface Line {
  readonly text: string;
  readonly start: number;
}

export type Quote = '' | '"' | "'";

/** A line that begins with a key; columns are within the line. */
export interface KeyLine {
  readonly indent: number;
  readonly name: string;
  /** Behind the key. */
  readonly end: number;
  /** Of the colon; absent where there is none yet. */
  readonly colon?: number;
  /** Nothing but a comment or an anchor follows the colon. */
  readonly opens: boolean;
}

/** The line that holds an offset. */
export function lineAround(text: string, offset: number): Line {
  // a negative start means 0 to lastIndexOf
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const end = newline < 0 ? text.length : newline;
  return { text: text.slice(start, end).replace(/\r$/, ''), start };
}

/** The quote at an offset; empty for any other character. */
export function quoteAt(text: string, offset: number): Quote {
  const character = text.charAt(offset);
  return character === '"' || character === "'" ? character : '';
}

/** How many blanks a line begins with. */
export function indentOf(line: string): number {
  return /^[ \t\uFEFF]*/.exec(line)?.[0].replace('\uFEFF', '').length ?? 0;
}

/** The key that a line begins with; undefined for comments, list items, blank lines and values. */
export function keyLine(line: string): KeyLine | undefined {
  const match = /^(\uFEFF?[ \t]*)("[^"]*"|'[^']*'|[\w.$-]+)([ \t]*:(?=[ \t]|$))?(.*)/s.exec(line);
  if (!match) return undefined;
  const [, blanks = '', key = '', colon, rest = ''] = match;
  const end = blanks.length + key.length;
  return {
    indent: indentOf(line),
    name: /^["']/.test(key) ? key.slice(1, -1) : key,
    end,
    ...(colon === undefined ? {} : { colon: end + colon.length - 1 }),
    opens: colon !== undefined && /^[ \t]*(?:&\S+(?!\S)[ \t]*)?(?:#|$)/.test(rest),
  };
}

/** The names of the sections around a place in a line, outermost first; undefined where nothing can stand so deep. */
export function parentKeys(text: string, lineStart: number, indent: number): string[] | undefined {
  const names: string[] = [];
  let limit = indent;
  for (const line of linesAbove(text, lineStart)) {
    if (limit === 0 || /^(---|\.\.\.)/.test(line)) break;
    const key = keyLine(line);
    if (!key || key.indent >= limit) continue;
    if (!key.opens) return undefined;
    names.unshift(key.name);
    limit = key.indent;
  }
  return limit === 0 || names.length > 0 ? names : undefined;
}

/** The keys that stand beside a place, at the same indentation and in the same section. */
export function siblingKeys(text: string, lineStart: number, indent: number): ReadonlySet<string> {
  const names = new Set<string>();
  const next = text.indexOf('\n', lineStart);
  for (const lines of [linesAbove(text, lineStart), next < 0 ? [] : linesBelow(text, next + 1)]) {
    for (const line of lines) {
      if (line.trim() === '' || /^\s*#/.test(line)) continue;
      if (indentOf(line) < indent || /^(---|\.\.\.)/.test(line)) break;
      const key = keyLine(line);
      if (key?.indent === indent) names.add(key.name);
    }
  }
  return names;
}

function* linesAbove(text: string, lineStart: number): Iterable<string> {
  for (let start = lineStart; start > 0;) {
    const line = lineAround(text, start - 1);
    yield line.text;
    start = line.start;
  }
}

function* linesBelow(text: string, from: number): Iterable<string> {
  for (let start = from; start < text.length;) {
    const line = lineAround(text, start);
    yield line.text;
    const newline = text.indexOf('\n', start);
    start = newline < 0 ? text.length : newline + 1;
  }
}
