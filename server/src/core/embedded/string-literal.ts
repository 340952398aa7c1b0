import { placeholdersIn } from '../client-options/placeholders.ts';
import { CharacterPlace, type Piece } from './character-place.ts';
import type { Place } from './place.ts';

/** How a language of a file writes texts, roughly. */
export type FileStyle = 'env' | 'properties' | 'shell' | 'yaml' | 'code' | 'prose';

const styles: readonly (readonly [FileStyle, RegExp])[] = [
  ['env', /^\.env|\.env(?:\.[\w-]+)?$|^\.?envrc$/i],
  ['properties', /\.(?:properties|ini|cfg|conf|service)(?:\.\w+)?$/i],
  [
    'shell',
    /\.(?:sh|bash|zsh|bat|cmd|ps1)(?:\.\w+)?$|(?:^|[-_.])(?:docker|container)file(?:[-_.]|$)|^makefile$/i,
  ],
  ['yaml', /\.ya?ml(?:\.\w+)?$/i],
  ['prose', /\.(?:md|mdx|markdown|rst|adoc|txt)$/i],
];

/** The style of a file, by its name or its first line. */
export function styleOf(fileName: string, text: string): FileStyle {
  if (/^#!.*\b(?:ba|z|da|k)?sh\b/.test(text)) return 'shell';
  return styles.find(([, pattern]) => pattern.test(fileName))?.[0] ?? 'code';
}

/** A text in a file, from some place in it to its end. */
export interface Literal {
  readonly place: Place;
  /** Where it ends in the file, without a quote. */
  readonly end: number;
  readonly quote: string | undefined;
  /** Something else is put behind it. */
  readonly isOpen: boolean;
}

/** Longer than any connection string. */
const longest = 8000;

/** The rest of the quoted text or the word in which an offset lies. It ends with its line, or at white space. */
export function literalAt(text: string, start: number, style: FileStyle): Literal {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', start);
  const limit = Math.min(newline < 0 ? text.length : newline, start + longest);
  const before = text.charAt(start - 1);
  const isInner = /["'`]/.test(before);
  // in quotes within quotes the inner ones count
  const quote = isInner ? before : openQuote(text.slice(lineStart, start), style);
  const rest = one(text.slice(start, limit));
  const isEscaped = isInner && text.charAt(start - 2) === '\\';
  const whole = quote === undefined ? wordLength(rest, style) : quotedLength(rest, quote, isEscaped);
  const outer = isInner && !isEscaped ? openQuote(text.slice(lineStart, start - 1), style) : undefined;
  const cut = outer === undefined || outer === quote ? -1 : rest.slice(0, whole).indexOf(outer);
  const end = start + (cut < 0 ? whole : cut);
  const after = text.slice(end, end + 200);
  // the text goes on in the next line: a list of hosts, or a backslash of Rust
  const isBroken = quote !== undefined && /^\r?\n/.test(after) && /[,\\]/.test(text.charAt(end - 1));
  const isCut = newline !== limit && limit - start === longest;
  return {
    place: placeOf(text, start, end, quote, style),
    end,
    quote,
    isOpen:
      isCut ||
      cut >= 0 ||
      isBroken ||
      (quote === undefined ? /^["'`]/.test(after) : goesOn(after, quote, style)),
  };
}

/** The first of several connection strings with commas between, as mongodb_exporter takes them. */
function one(rest: string): string {
  const next = rest.search(/,mongodb(?:\+srv)?:\/\//);
  return next < 0 ? rest : rest.slice(0, next);
}

/** The quote that is open at the end of a part of a line. An apostrophe within a word is none. */
function openQuote(before: string, style: FileStyle): string | undefined {
  let quote: string | undefined;
  for (let at = 0; at < before.length; at++) {
    const character = before.charAt(at);
    const escapes = quote !== "'" || style === 'code';
    if (character === '\\' && escapes) at++;
    else if (quote !== undefined) {
      if (character === quote) quote = undefined;
    } else if (/["`]/.test(character) || (character === "'" && !/\w$/.test(before.slice(0, at))))
      quote = character;
  }
  // a text that goes over several lines, or prefixes such as f"…"
  return quote;
}

/** `isEscaped`: the text is one of JSON within another text, whose quotes have backslashes before them. */
function quotedLength(rest: string, quote: string, isEscaped: boolean): number {
  const skipped = placeholdersIn(rest);
  for (let at = 0; at < rest.length; at++) {
    const placeholder = skipped.find(([from, to]) => from <= at && at < to);
    if (placeholder && !rest.slice(...placeholder).includes(quote)) {
      at = placeholder[1] - 1;
      continue;
    }
    const character = rest.charAt(at);
    if (isEscaped && character === '\\' && /^\\{1,9}["'`]/.test(rest.slice(at, at + 10))) return at;
    if (character === '\\' && /["\\/]|u00/.test(rest.slice(at + 1, at + 4))) at++;
    else if (character === quote || /\s/.test(character)) return at;
  }
  return rest.replace(/\r$/, '').length;
}

const wordEnds: Readonly<Record<FileStyle, RegExp>> = {
  env: /["`\s]/,
  properties: /["`\s]/,
  shell: /["'`\s;|<>]/,
  yaml: /["`\s]/,
  code: /["'`\s;<>]/,
  prose: /["'`\s<>|]/,
};

function wordLength(rest: string, style: FileStyle): number {
  const skipped = placeholdersIn(rest);
  let length = 0;
  while (length < rest.length) {
    const placeholder = skipped.find(([from]) => from === length);
    if (placeholder) length = placeholder[1];
    else if (rest.charAt(length) === '\\' && style === 'shell' && length + 1 < rest.length) length += 2;
    else if (wordEnds[style].test(rest.charAt(length))) break;
    else length++;
  }
  if (style === 'env' || style === 'properties') return length;
  return withoutTail(rest.slice(0, length), style).length;
}

/** Without the punctuation of the sentence or the list around it. A question mark that options shall follow ends no sentence. */
function withoutTail(word: string, style: FileStyle): string {
  let end = word.length;
  for (; end > 0; end--) {
    const last = word.charAt(end - 1);
    if (last === '?' && style !== 'prose' && word.charAt(end - 2) === '/') break;
    if (/[.,:!?*_\\]/.test(last) && !/\.{3}$/.test(word.slice(0, end))) continue;
    const open = { ')': '(', ']': '[', '}': '{' }[last];
    if (open === undefined || word.slice(0, end).includes(open)) break;
  }
  return word.slice(0, end);
}

/** Whether something is put behind a quoted text: an operator, another text, or a word of the shell. */
function goesOn(after: string, quote: string, style: FileStyle): boolean {
  if (!after.startsWith(quote)) return false;
  const next = after.slice(quote.length);
  // a script may hold one of another language
  if (style === 'shell' && /^\s*\+\s*[\w$("'`]/.test(next)) return true;
  if (style === 'shell' || style === 'env') return /^["'`$\w{]/.test(next);
  if (style === 'code') return /^\s*(?:[+%&\\~]|\.\.?\s*[\w$"'(]|["'`])/.test(next);
  return false;
}

/** What a backslash and the characters behind it stand for; JSON within another text has two backslashes. */
const escape = /\\(?:\\{0,3}u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([^\s]))/g;

function placeOf(
  text: string,
  start: number,
  end: number,
  quote: string | undefined,
  style: FileStyle,
): Place {
  const written = text.slice(start, end);
  const mayEscape =
    quote === '"' || quote === '`' || style === 'code' || style === 'shell' || style === 'properties';
  const pieces: Piece[] = [];
  let at = 0;
  const plain = (to: number): void => {
    if (to > at) pieces.push({ host: start + at, hostLength: to - at, text: written.slice(at, to) });
  };
  for (const match of mayEscape ? written.matchAll(escape) : []) {
    const { 0: all, 1: four, 2: two, 3: one, index } = match;
    plain(index);
    const code = four ?? two;
    pieces.push({
      host: start + index,
      hostLength: all.length,
      text: code === undefined ? (one ?? '') : String.fromCharCode(parseInt(code, 16)),
    });
    at = index + all.length;
  }
  plain(written.length);
  return new CharacterPlace(pieces, start, (inserted) => writeIn(inserted, quote));
}

function writeIn(inserted: string, quote: string | undefined): string | undefined {
  return quote !== undefined && /["'`\\\s]/.test(inserted) ? undefined : inserted;
}
