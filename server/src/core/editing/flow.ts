import type { Span } from '../text/span.ts';
import { quoteAt } from './lines.ts';
import type { Place } from './cursor-context.ts';

/** A place between braces. */
export interface FlowPlace {
  /** Where the outermost brace is; undefined where it is the whole document. */
  readonly start: number | undefined;
  /** The keys between the outermost brace and the place. */
  readonly keys: readonly string[];
  readonly place: (section: string) => Place;
}

interface Level {
  readonly bracket: '{' | '[';
  readonly offset: number;
  /** Where the entry at hand begins. */
  entry: number;
  /** Of the entry at hand. */
  colon: number | undefined;
  readonly names: string[];
}

/** The flow collection around an offset, `list` for one in brackets, undefined for none. */
export function flowAt(text: string, offset: number): FlowPlace | 'list' | undefined {
  const levels = levelsAt(text, offset);
  const inner = levels.at(-1);
  const outer = levels[0];
  if (!inner || !outer) return undefined;
  if (inner.bracket === '[') return 'list';
  const keys = levels.slice(0, -1).map((level) => keyOf(text, level));
  const isRoot = text.slice(0, outer.offset).trim().replace('\uFEFF', '') === '';
  return {
    start: isRoot ? undefined : outer.offset,
    keys,
    place: (section) => placeIn(text, offset, inner, section),
  };
}

function placeIn(text: string, offset: number, level: Level, section: string): Place {
  const quote = level.names.some((name) => name.startsWith('"')) ? '"' : '';
  if (level.colon !== undefined) {
    const path = [section, keyOf(text, level)].filter((part) => part !== '').join('.');
    const span = quoted(text, level.colon + 1) ?? token(text, level.colon + 1, /[,}\n#]/);
    const needsBlank = span[0] === level.colon + 1;
    return { kind: 'value', path, span, style: 'flow', quote: quoteAt(text, span[0]) || quote, needsBlank };
  }
  const next = token(text, level.entry, /[:,}\n#]/);
  // what comes after the cursor is another entry
  const span: Span = next[0] > offset ? [offset, offset] : next;
  const follows = /^[ \t]*:/.test(text.slice(span[1], span[1] + 100));
  return {
    kind: 'key',
    section,
    span,
    style: 'flow',
    quote: quoteAt(text, span[0]) || quote,
    hasSeparator: follows,
    siblings: new Set([...level.names.map(bare), ...namesBelow(text, offset)]),
  };
}

/** The brackets that are open at an offset. Braces count where a value may begin; a top-level key ends what was left open. */
function levelsAt(text: string, offset: number): Level[] {
  const levels: Level[] = [];
  for (let at = 0; at < offset; at++) {
    const character = text.charAt(at);
    const level = levels.at(-1);
    if (character === '#' && /[\s]|^$/.test(text.charAt(at - 1))) at = lineEnd(text, at, offset);
    else if ((character === '"' || character === "'") && mayBegin(text, at)) at = quoteEnd(text, at, offset);
    else if ((character === '{' || character === '[') && (level ?? mayBegin(text, at))) {
      levels.push({ bracket: character, offset: at, entry: at + 1, colon: undefined, names: [] });
    } else if (!level) continue;
    else if (character === '}' || character === ']') levels.pop();
    else if (character === ':' && /[\s"{[]|^$/.test(text.charAt(at + 1))) {
      level.colon ??= at;
      level.names.push(text.slice(level.entry, at).trim());
    } else if (character === ',') {
      level.entry = at + 1;
      level.colon = undefined;
    } else if (character === '\n' && /^[A-Za-z][\w.]*:/.test(text.slice(at + 1, at + 60))) levels.length = 0;
  }
  return levels;
}

function mayBegin(text: string, at: number): boolean {
  return /(^|[:\-,{[\n])[ \t]*$/.test(text.slice(Math.max(0, at - 80), at));
}

function lineEnd(text: string, at: number, offset: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 || newline > offset ? offset : newline - 1;
}

/** Where what is quoted ends; the quote itself where it is not closed on its line, since it is still being typed then. */
function quoteEnd(text: string, at: number, offset: number): number {
  const length = quotedText.exec(text.slice(at, at + longest))?.[0].length;
  return length === undefined ? at : Math.min(at + length - 1, offset);
}

const longest = 2000;

/** A quoted text on one line, with what may follow it: a later quote of the line may begin another text. */
const quotedText = /^(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*')(?=\s*(?:[:,}\]#]|$))/;

function quoted(text: string, from: number): Span | undefined {
  const rest = text.slice(from, from + longest);
  const start = from + (/^\s*/.exec(rest)?.[0].length ?? 0);
  const length = quotedText.exec(text.slice(start, start + longest))?.[0].length;
  return length === undefined ? undefined : [start, start + length];
}

function keyOf(text: string, { entry, colon }: Level): string {
  return colon === undefined ? '' : bare(text.slice(entry, colon).trim());
}

function bare(key: string): string {
  return key.replace(/^(["'])(.*)\1$/, '$2');
}

/** From the first character that is no blank to the first of `end`, without blanks at the end. */
function token(text: string, from: number, end: RegExp): Span {
  const blanks = /^\s*/.exec(text.slice(from, from + 200))?.[0].length ?? 0;
  const start = from + blanks;
  const rest = text.slice(start, start + 1000);
  const length =
    (end.exec(rest)?.index ?? rest.length) > 0 ? rest.slice(0, end.exec(rest)?.index).trimEnd().length : 0;
  return [start, start + length];
}

/** The keys behind an offset in the same braces, as far as they stand before the next brace. */
function namesBelow(text: string, offset: number): string[] {
  const rest = /^[^{}[\]]*/.exec(text.slice(offset, offset + 2000))?.[0] ?? '';
  return [...rest.matchAll(/,\s*(["']?)([\w.]+)\1\s*:/g)].map(([, , name = '']) => name);
}
