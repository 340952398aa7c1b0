import type { Span } from '../text/span.ts';

/** A value of JSON with its place in the text. */
export type JsonValue =
  | { readonly kind: 'object'; readonly span: Span; readonly fields: readonly JsonField[] }
  | { readonly kind: 'array'; readonly span: Span; readonly items: readonly JsonValue[] }
  | { readonly kind: 'string'; readonly span: Span; readonly text: string }
  /** A number, a boolean, null, or one of the constructors the server knows besides JSON (`NumberLong(5)`). */
  | { readonly kind: 'other'; readonly span: Span };

interface JsonField {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: JsonValue;
}

/** What came of reading a text: a value, or the place from which on it is no JSON. */
export type JsonReading = { readonly value: JsonValue } | { readonly problem: number };

const maxDepth = 50;

/**
 * Reads JSON as the server reads it in parameters (src/mongo/bson/json.cpp, fromjson): names without quotes and single quotes are
 * fine. What it knows besides JSON is taken as it stands. Never throws.
 */
export function readRelaxedJson(text: string): JsonReading {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.skipBlanks();
  return value && reader.at >= text.length ? { value } : { problem: Math.min(reader.at, text.length) };
}

class Reader {
  at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  skipBlanks(): void {
    while (/\s/.test(this.#text.charAt(this.at)) && this.at < this.#text.length) this.at++;
  }

  /** undefined where the text goes wrong; `at` is the place then. */
  value(depth: number): JsonValue | undefined {
    this.skipBlanks();
    if (depth > maxDepth) return undefined;
    const first = this.#text.charAt(this.at);
    if (first === '{') return this.#object(depth);
    if (first === '[') return this.#array(depth);
    if (first === '"' || first === "'") return this.#string();
    return this.#word();
  }

  #object(depth: number): JsonValue | undefined {
    const start = this.at++;
    const fields: JsonField[] = [];
    for (let isFirst = true; ; isFirst = false) {
      this.skipBlanks();
      if (isFirst && this.#take('}')) break;
      const name = this.#name();
      this.skipBlanks();
      if (!name || !this.#take(':')) return undefined;
      const value = this.value(depth + 1);
      if (!value) return undefined;
      fields.push({ name: name.text, nameSpan: name.span, value });
      this.skipBlanks();
      if (this.#take('}')) break;
      if (!this.#take(',')) return undefined;
    }
    return { kind: 'object', span: [start, this.at], fields };
  }

  #array(depth: number): JsonValue | undefined {
    const start = this.at++;
    const items: JsonValue[] = [];
    for (let isFirst = true; ; isFirst = false) {
      this.skipBlanks();
      if (isFirst && this.#take(']')) break;
      const item = this.value(depth + 1);
      if (!item) return undefined;
      items.push(item);
      this.skipBlanks();
      if (this.#take(']')) break;
      if (!this.#take(',')) return undefined;
    }
    return { kind: 'array', span: [start, this.at], items };
  }

  #name(): { text: string; span: Span } | undefined {
    const first = this.#text.charAt(this.at);
    if (first === '"' || first === "'") return this.#string();
    const found = this.#match(/[A-Za-z_$][\w$]*/y);
    return found === undefined ? undefined : { text: found, span: [this.at - found.length, this.at] };
  }

  #string(): { kind: 'string'; text: string; span: Span } | undefined {
    const start = this.at;
    const quoted = this.#match(
      this.#text.charAt(start) === '"' ? /"(?:[^"\\]|\\[\s\S])*"/y : /'(?:[^'\\]|\\[\s\S])*'/y,
    );
    if (quoted === undefined) return undefined;
    return { kind: 'string', text: unescape(quoted.slice(1, -1)), span: [start, this.at] };
  }

  #word(): JsonValue | undefined {
    const start = this.at;
    const found = this.#match(/(?:new\s+)?[-+\w.$]+(?:\s*\([^)]*\))?/y);
    return found === undefined ? undefined : { kind: 'other', span: [start, this.at] };
  }

  #take(character: string): boolean {
    if (this.#text.charAt(this.at) !== character) return false;
    this.at++;
    return true;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }
}

function unescape(text: string): string {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|([\s\S]))/g, (_, hex: string | undefined, character: string) =>
    hex === undefined
      ? ({ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }[character] ?? character)
      : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
