import type { Span } from '../span.ts';

/** One argument, without the quotes around it; `span` covers just the text, so that a replacement keeps the quotes. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

/** More arguments than any command line has: a text that never ends is no command line. */
const maxWords = 1000;

/**
 * The arguments behind a program's name. How they are written shows from the program itself: in a JSON array or a YAML flow
 * list, as an item of a YAML block list, or else as words of a shell.
 */
export function readWords(text: string, from: number, programStart: number): Word[] {
  const before = text.slice(text.lastIndexOf('\n', programStart - 1) + 1, programStart);
  const item = /^(\s*)-\s+["']?$/.exec(before);
  const rest = text.slice(from, lineEnd(text, from));
  if (item && /^["']?\s*(#.*)?$/.test(rest))
    return blockList(text, lineEnd(text, from) + 1, (item[1] ?? '').length);
  const quote = before.at(-1);
  const opening = quote === '"' || quote === "'" ? before.slice(0, -1) : before;
  if (/[[,]\s*$/.test(opening) && /^["']?\s*[,\]\r]|^["']?\s*$/.test(rest))
    return flowList(text, quote === '"' || quote === "'" ? from + 1 : from);
  return shellWords(text, from, opening === before ? undefined : quote);
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** `- --flag` lines of the same indentation; comments and blank lines between them are passed over. */
function blockList(text: string, from: number, indent: number): Word[] {
  const words: Word[] = [];
  for (let start = from; start < text.length && words.length < maxWords; start = lineEnd(text, start) + 1) {
    const line = text.slice(start, lineEnd(text, start));
    if (/^\s*(#.*)?$/.test(line)) continue;
    const match = /^(\s*)-\s+(.*?)\s*$/.exec(line);
    if (match?.[1]?.length !== indent) break;
    const value = match[2] ?? '';
    const at = start + line.indexOf(value, indent + 1);
    const bare = /^(["'])(.*)\1(?:\s+#.*)?$/.exec(value);
    if (bare) words.push(word(text, at + 1, at + 1 + (bare[2] ?? '').length));
    else words.push(word(text, at, at + value.replace(/\s+#.*$/, '').length));
  }
  return words;
}

/** Items parted by commas up to the closing bracket; quotes of either kind. */
function flowList(text: string, from: number): Word[] {
  const words: Word[] = [];
  let at = from;
  while (at < text.length && words.length < maxWords) {
    const character = text.charAt(at);
    if (character === ']') break;
    if (/[\s,\\]/.test(character)) {
      at++;
    } else if (character === '"' || character === "'") {
      const close = text.indexOf(character, at + 1);
      if (close < 0 || text.slice(at, close).includes('\n')) break;
      words.push(word(text, at + 1, close));
      at = close + 1;
    } else {
      const length = /^[^,\]\s]*/.exec(text.slice(at, at + 4096))?.[0].length ?? 0;
      words.push(word(text, at, at + length));
      at += Math.max(length, 1);
    }
  }
  return words;
}

/**
 * Words of a shell up to the end of the command. A line goes on behind a `\` or `^`, and where the next line begins with
 * `--`: that is never a command of its own, but the way YAML folds one. `outer` is the quote the whole command stands in.
 */
function shellWords(text: string, from: number, outer: string | undefined): Word[] {
  const words: Word[] = [];
  let at = from;
  while (at < text.length && words.length < maxWords) {
    const character = text.charAt(at);
    const continued = /^[\\^][ \t]*\r?\n/.exec(text.slice(at, at + 80));
    if (continued) {
      at += continued[0].length;
    } else if (character === '\n') {
      const next = /^\n[ \t]*(?=--\w)/.exec(text.slice(at, at + 400));
      if (!next) break;
      at += next[0].length;
    } else if (/\s/.test(character)) {
      at++;
    } else if (/[;|&)<>#]/.test(character) || character === outer) {
      break;
    } else if (character === '"' || character === "'") {
      const close = text.indexOf(character, at + 1);
      if (close < 0) break;
      words.push(word(text, at + 1, close));
      at = close + 1;
    } else {
      const end = bareWordEnd(text, at, outer);
      words.push(word(text, at, end));
      at = end;
    }
  }
  return words;
}

function bareWordEnd(text: string, from: number, outer: string | undefined): number {
  let at = from;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === outer || /[\s;|&)<>]/.test(character)) break;
    // a quote in the middle, as in --tlsMode="requireTLS", belongs to the word with all inside it
    const close = character === '"' || character === "'" ? text.indexOf(character, at + 1) : -1;
    at = close < 0 ? at + 1 : close + 1;
  }
  return Math.max(at, from + 1);
}

function word(text: string, start: number, end: number): Word {
  return { text: text.slice(start, end), span: [start, end] };
}
