import type { Span } from '../text/span.ts';

/** One argument, without the quotes around it; `span` covers just the text, so that a replacement keeps the quotes. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

/** The arguments of a command as far as they can be read. */
export interface Words {
  readonly words: readonly Word[];
  /** false: there may be more of them, behind a quote that is not closed or in a line that a template puts in. */
  readonly complete: boolean;
  /** Some of them stand under a template's condition. */
  readonly conditional: boolean;
}

/** How the arguments of a command are written. */
export type Layout =
  /** `- --flag` lines of this indentation. */
  | { readonly kind: 'block'; readonly indent: number }
  /** A JSON array or a YAML list in brackets. */
  | { readonly kind: 'flow' }
  /** Words of a shell, inside a quote or not. `folded`: lines of a YAML scalar indented by at least so much go on. */
  | { readonly kind: 'shell'; readonly outer?: string; readonly folded?: number };

/** More arguments than any command line has: a text that never ends is no command line. */
const maxWords = 300;

/** Reads the arguments from an offset on. Never throws. */
export function readWords(text: string, from: number, layout: Layout): Words {
  switch (layout.kind) {
    case 'block':
      return blockList(text, from, layout.indent);
    case 'flow':
      return flowList(text, from);
    case 'shell':
      return shellWords(text, from, layout);
  }
}

/** Where a line ends, without its line break. */
export function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** The length of the blanks a line begins with. */
export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

const condition = /\{%|\{\{-?\s*(?:if|else|end|with|range)\b|<%(?!=)/;
const templateLine = /^\s*(?:\{\{|\{%|<%|\{#)/;

/** `- --flag` lines of the same indentation; comments and blank lines between them are passed over. */
function blockList(text: string, from: number, indent: number): Words {
  const words: Word[] = [];
  let complete = true;
  let conditional = false;
  for (let start = from; start < text.length && words.length < maxWords; start = lineEnd(text, start) + 1) {
    const line = text.slice(start, lineEnd(text, start));
    if (/^\s*(#.*)?$/.test(line)) continue;
    if (templateLine.test(line)) {
      conditional = true;
      continue;
    }
    const match = /^(\s*)-\s+(\S.*)?$/s.exec(line);
    if (match?.[1]?.length !== indent) {
      // a line that stands deeper goes on with the item above
      complete &&= indentOf(line) <= indent;
      break;
    }
    const value = (match[2] ?? '').trimEnd();
    const at = start + line.indexOf(value, indent + 1);
    const bare = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')(?:\s+#|$)/.exec(value);
    // an anchor, an alias, a block scalar, a list in the list
    if (/^[*&!|>[{]/.test(value)) complete = false;
    if (bare) words.push(wordAt(text, at + 1, at + 1 + (bare[1] ?? bare[2] ?? '').length));
    else words.push(wordAt(text, at, at + value.replace(/\s#.*/s, '').trimEnd().length));
  }
  return { words, complete: complete && !conditional, conditional };
}

/** Items parted by commas up to the closing bracket; quotes of either kind. */
function flowList(text: string, from: number): Words {
  const words: Word[] = [];
  let at = from;
  while (at < text.length && words.length < maxWords) {
    const character = text.charAt(at);
    if (character === ']') return { words, complete: true, conditional: false };
    if (/[\s,\\]/.test(character)) {
      at++;
    } else if (character === '#') {
      at = lineEnd(text, at);
    } else if (character === '"' || character === "'") {
      const close = text.indexOf(character, at + 1);
      if (close < 0 || text.slice(at, close).includes('\n')) break;
      words.push(wordAt(text, at + 1, close));
      at = close + 1;
    } else {
      const length = /^[^,\]\s]*/.exec(text.slice(at, at + 4096))?.[0].length ?? 0;
      words.push(wordAt(text, at, at + length));
      at += Math.max(length, 1);
    }
  }
  return { words, complete: false, conditional: false };
}

/**
 * Words of a shell up to the end of the command. A line goes on behind a `\`, `^` or backtick, and where the next line begins with
 * `--`: that is never a command of its own, but the way YAML folds one.
 */
function shellWords(text: string, from: number, { outer, folded }: Layout & { kind: 'shell' }): Words {
  const words: Word[] = [];
  let complete = true;
  let at = from;
  while (at < text.length && words.length < maxWords) {
    const character = text.charAt(at);
    const continued = /^[\\^`][ \t]*\r?\n(?:[ \t]*#[^\n]*\n)*/.exec(text.slice(at, at + 2000));
    if (continued) {
      at += continued[0].length;
    } else if (character === '\n') {
      const next = nextLine(text, at, folded);
      if (next === undefined) break;
      at = next;
    } else if (/\s/.test(character)) {
      at++;
    } else if (character === outer || (/[;|&)<>#]/.test(character) && placeholderAt(text, at) === 0)) {
      break;
    } else {
      const quote = quoteAt(text, at);
      // one that was opened in a line above is closed here
      if (quote !== undefined && /^[ \t]*(?:\r?\n|$)/.test(text.slice(at + quote.length, at + 200))) break;
      const close = quote === undefined ? -1 : closeOf(text, at, quote);
      if (quote !== undefined && close < 0) {
        complete = false;
        break;
      }
      const end = bareWordEnd(text, at, outer);
      const isQuoted = quote !== undefined && end === close + quote.length;
      words.push(isQuoted ? wordAt(text, at + quote.length, close) : wordAt(text, at, end));
      at = end;
      if (!isQuoted && text[at] !== outer && quoteAt(text, at) !== undefined) {
        complete = false;
        break;
      }
    }
  }
  return { words, complete, conditional: condition.test(text.slice(from, at)) };
}

/** Where the command goes on behind a line break; undefined where it ends. */
function nextLine(text: string, at: number, folded: number | undefined): number | undefined {
  const next = /^\n([ \t]*)(?=(--\w)?)/.exec(text.slice(at, at + 400));
  const indent = next?.[1]?.length ?? 0;
  const goesOn = next?.[2] !== undefined || (folded !== undefined && indent >= folded);
  return next && goesOn ? at + 1 + indent : undefined;
}

function bareWordEnd(text: string, from: number, outer: string | undefined): number {
  let at = from;
  while (at < text.length) {
    const quote = quoteAt(text, at);
    const placeholder = placeholderAt(text, at);
    if (text[at] === outer || (/[\s;|&)<>]/.test(text.charAt(at)) && placeholder === 0)) break;
    // a quote in the middle, as in --tlsMode="requireTLS", belongs to the word with all inside it
    const close = quote === undefined ? -1 : closeOf(text, at, quote);
    // but one that ends a text of several lines, in which the word is the last, would reach to the next text
    if (quote !== undefined && at > from && text.slice(at, close).includes('\n')) break;
    at = quote === undefined || close < 0 ? at + Math.max(placeholder, 1) : close + quote.length;
  }
  return Math.max(at, from + 1);
}

/** The length of `<your-host>`, which the reader shall fill in; a shell that reads from a file names it behind `<` without closing it. */
function placeholderAt(text: string, at: number): number {
  if (text[at] !== '<') return 0;
  return /^<\w(?:[\w .-]*\w)?>/.exec(text.slice(at, at + 80))?.[0].length ?? 0;
}

/** A quote, or one that is escaped because it stands inside another. */
function quoteAt(text: string, at: number): string | undefined {
  return /^\\?["']/.exec(text.slice(at, at + 2))?.[0];
}

/** Where a quote is closed again; -1 where it is not, within reason. */
function closeOf(text: string, at: number, quote: string): number {
  const from = at + quote.length;
  const found = text.slice(from, from + 5000).indexOf(quote);
  return found < 0 ? -1 : from + found;
}

/** The part of a text between two offsets as a word. */
export function wordAt(text: string, start: number, end: number): Word {
  return { text: text.slice(start, end), span: [start, end] };
}
