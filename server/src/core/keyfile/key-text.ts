import type { Span } from '../text/span.ts';
import type { YamlScalar } from '../yaml/tree.ts';

/** A character of a key and where it is written; an escape takes several places. */
interface Placed {
  readonly character: string;
  readonly span: Span;
}

/** A run of characters that may not stand in a key. */
export interface BadRun {
  readonly span: Span;
  /** What the first one is called: never the text itself. */
  readonly name: string;
}

/** How many characters a key has at least and at most, blanks aside (server-behaviour.md K6). */
export const shortestKey = 6;
export const longestKey = 1024;

const allowed = /^[A-Za-z0-9+/=]$/;
const blank = /^[\t-\r ]$/;

/**
 * One key of a keyfile without its blanks (server-behaviour.md K4). Its text is private, so that no log or message gets it by printing the
 * model; `reveal` is for writing keyfiles.
 */
export class Key {
  /** Where it is written. */
  readonly span: Span;
  /** Characters that count. */
  readonly length: number;
  readonly badRuns: readonly BadRun[];
  readonly #text: string;

  constructor(span: Span, characters: readonly Placed[]) {
    const counted = characters.filter(({ character }) => character !== '' && !blank.test(character));
    this.span = span;
    this.length = counted.length;
    this.#text = counted.map(({ character }) => character).join('');
    this.badRuns = badRuns(counted);
  }

  /** All of a text as one key. */
  static ofRaw(text: string): Key {
    return new Key([0, text.trimEnd().length], placed(text, 0));
  }

  /** Whether two keys are one to the server. */
  equals(other: Key): boolean {
    return this.#text === other.#text;
  }

  /** How many bytes the key stands for as base64; undefined where it is no base64. */
  get bytes(): number | undefined {
    const padding = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(this.#text)
      ? this.#text.replace(/^[^=]*/, '').length
      : undefined;
    return padding === undefined ? undefined : (this.length / 4) * 3 - padding;
  }

  /** The key as the server compares it. A secret: only for writing it to a keyfile. */
  reveal(): string {
    return this.#text;
  }
}

/** The key that a YAML scalar holds, each character with its place in the source. */
export function readKey(source: string, node: YamlScalar): Key {
  const characters = decode(source, node);
  const text = characters.map(({ character }) => character).join('');
  // were the reading another one, the places would be wrong: then all of the token stands for each
  const isExact = withoutBlanks(text) === withoutBlanks(node.text);
  return new Key(
    node.span,
    isExact ? characters : placed(node.text, 0).map(({ character }) => ({ character, span: node.span })),
  );
}

function decode(source: string, { span, style }: YamlScalar): Placed[] {
  const token = source.slice(...span);
  if (style === 'plain') return placed(token, span[0]);
  if (style === 'block') {
    const header = token.indexOf('\n') + 1;
    return header === 0 ? [] : placed(token.slice(header), span[0] + header);
  }
  const quote = token.charAt(0);
  const inner = token.slice(1, token.length > 1 && token.endsWith(quote) ? -1 : undefined);
  const pieces = inner.matchAll(quote === '"' ? doubleQuoted : singleQuoted);
  return Array.from(pieces, ({ 0: piece, index }): Placed => {
    const start = span[0] + 1 + index;
    const character = quote === '"' ? unescape(piece) : piece === "''" ? "'" : piece;
    return { character, span: [start, start + piece.length] };
  });
}

const doubleQuoted = /\\(?:x[^]{2}|u[^]{4}|U[^]{8}|\r\n|[^])|[^]/gu;
const singleQuoted = /''|[^]/gu;

/** What an escape of double quotes stands for; blanks of all kinds may be one, because keys drop them. */
function unescape(escape: string): string {
  if (!escape.startsWith('\\')) return escape;
  const letter = escape.charAt(1);
  if ('xuU'.includes(letter) && escape.length > 2) {
    const code = Number.parseInt(escape.slice(2), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
  }
  // an escaped line break stands for nothing
  if (letter === '\r' || letter === '\n') return '';
  return escapes[letter] ?? letter;
}

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  N: '\uFFFD',
  _: '\uFFFD',
  L: '\u2028',
  P: '\u2029',
};

function placed(text: string, start: number): Placed[] {
  const characters: Placed[] = [];
  let at = start;
  for (const character of text) {
    characters.push({ character, span: [at, at + character.length] });
    at += character.length;
  }
  return characters;
}

function badRuns(characters: readonly Placed[]): BadRun[] {
  const runs: BadRun[] = [];
  for (const { character, span } of characters) {
    if (allowed.test(character)) continue;
    const last = runs.at(-1);
    if (last?.span[0] === span[0]) continue;
    if (last?.span[1] === span[0]) runs[runs.length - 1] = { ...last, span: [last.span[0], span[1]] };
    else runs.push({ span, name: characterName(character) });
  }
  return runs;
}

const names: Readonly<Record<string, string>> = {
  '!': 'An exclamation mark',
  '"': 'A quotation mark',
  '#': 'A hash sign',
  $: 'A dollar sign',
  '%': 'A percent sign',
  '&': 'An ampersand',
  "'": 'A quotation mark',
  '(': 'A bracket (',
  ')': 'A bracket )',
  '*': 'An asterisk',
  ',': 'A comma',
  '-': 'A hyphen',
  '.': 'A dot',
  ':': 'A colon',
  ';': 'A semicolon',
  '<': 'An angle bracket <',
  '>': 'An angle bracket >',
  '?': 'A question mark',
  '@': 'An at sign',
  '[': 'A square bracket [',
  '\\': 'A backslash',
  ']': 'A square bracket ]',
  '^': 'A caret',
  _: 'An underscore',
  '`': 'A backtick',
  '{': 'A brace {',
  '|': 'A vertical bar',
  '}': 'A brace }',
  '~': 'A tilde',
  '\0': 'A NUL character',
  '\t': 'A tab',
  '\u00A0': 'A no-break space',
  '\u200B': 'A zero-width space',
  '\uFEFF': 'A byte order mark',
  '\uFFFD': 'A byte that is not UTF-8',
};

/** What a character that may not stand in a key is called at the beginning of a sentence. */
export function characterName(character: string): string {
  const known = names[character];
  if (known !== undefined) return known;
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  if (/\p{Cc}/u.test(character)) return `The control character ${code}`;
  return /\p{Z}/u.test(character)
    ? `A space of another kind (${code})`
    : `The character ${code}, outside ASCII,`;
}

function withoutBlanks(text: string): string {
  return text.replace(/[\t-\r ]/g, '');
}
