import { Scalar } from 'yaml';
import { yamlEscapes } from '../yaml/mongod/quoted-scalar.ts';
import { CharacterPlace, type Piece } from './character-place.ts';
import { indentedLines, LinePlace } from './line-place.ts';
import type { Place } from './place.ts';

/** Where the text of a scalar stands in its YAML; undefined for one without a place. `host` may differ from what was parsed in its characters, not in its lines. */
export function placeOfScalar(host: string, scalar: Scalar): Place | undefined {
  const { range, type } = scalar;
  if (!range) return undefined;
  const [start, end] = range;
  switch (type) {
    case Scalar.BLOCK_LITERAL:
      return literal(host, start, end, textOf(scalar));
    case Scalar.BLOCK_FOLDED:
      return folded(host, start, end);
    case Scalar.QUOTE_DOUBLE:
      return new CharacterPlace(quoted(host, start + 1, end - 1, doubleEscape), start + 1, writeDouble);
    case Scalar.QUOTE_SINGLE:
      return new CharacterPlace(quoted(host, start + 1, end - 1, singleEscape), start + 1, writeSingle);
    case Scalar.PLAIN:
    case undefined:
    default:
      return new CharacterPlace(quoted(host, start, end, noEscape), start, writePlain);
  }
}

function textOf({ value }: Scalar): string {
  return typeof value === 'string' ? value : '';
}

function literal(host: string, start: number, end: number, value: string): Place | undefined {
  const header = host.indexOf('\n', start) + 1;
  if (header === 0 || header >= end) return undefined;
  const first = firstContent(host, header, end);
  if (first === undefined) return undefined;
  // an indentation indicator makes blanks at the beginning part of the text
  const written = /^[ ]*/.exec(value.replace(/^\n+/, ''))?.[0].length ?? 0;
  const indent = Math.max(0, leading(host, first) - written);
  const lines = indentedLines(host, [header, blankEnd(host, end)], indent);
  return new LinePlace(host, withoutBlankTail(host, lines, indent));
}

/** Where the blank lines after a scalar end, which the reader may not count among it. */
function blankEnd(host: string, end: number): number {
  const blank = /(?:[ \t]*\r?\n)*(?:[ \t]+$)?/y;
  blank.lastIndex = end;
  return end + (host[end - 1] === '\n' ? (blank.exec(host)?.[0].length ?? 0) : 0);
}

/** Blank lines behind a text are not its own, but for one that is being written. */
function withoutBlankTail(
  host: string,
  lines: ReturnType<typeof indentedLines>,
  indent: number,
): ReturnType<typeof indentedLines> {
  const isOwn = ({ start, from, to }: (typeof lines)[number]): boolean =>
    host.slice(from, to).trim() !== '' || (indent > 0 && to - start >= indent);
  const last = lines.findLastIndex(isOwn);
  return lines.slice(0, last + 1);
}

/** Where the first line begins that is not blank. */
function firstContent(host: string, from: number, end: number): number | undefined {
  for (let at = from; at < end;) {
    const newline = host.indexOf('\n', at);
    const lineEnd = newline < 0 ? end : newline;
    if (host.slice(at, lineEnd).trim() !== '') return at;
    at = lineEnd + 1;
  }
  return undefined;
}

function leading(host: string, at: number): number {
  let count = 0;
  while (host[at + count] === ' ') count++;
  return count;
}

/** Lines of a folded scalar are joined with a space; those that stand deeper, and blank ones, keep their line breaks. */
function folded(host: string, start: number, end: number): Place | undefined {
  const header = host.indexOf('\n', start) + 1;
  if (header === 0 || header >= end) return undefined;
  const first = firstContent(host, header, end);
  if (first === undefined) return undefined;
  const indent = leading(host, first);
  const lines = withoutBlankTail(host, indentedLines(host, [header, end], indent), indent);
  const pieces: Piece[] = [];
  lines.forEach(({ from, to }, index) => {
    pieces.push({ host: from, hostLength: to - from, text: host.slice(from, to) });
    const next = lines[index + 1];
    if (!next) return;
    const isLoose = (at: number): boolean => {
      const line = lines[at];
      return !line || line.from === line.to || /[ \t]/.test(host.charAt(line.from));
    };
    // of the line breaks around blank lines the first one is folded away
    const text =
      next.from === next.to && !isLoose(index) ? '' : isLoose(index) || isLoose(index + 1) ? '\n' : ' ';
    pieces.push({ host: to, hostLength: next.from - to, text });
  });
  return new CharacterPlace(pieces, header, (text) => (text.includes('\n') ? undefined : text));
}

/** Reads an escape at an offset: how long it is and what it stands for; undefined where there is none. */
type Escape = (host: string, at: number) => { length: number; text: string } | undefined;

/** The pieces of a scalar in quotes, or without any, in one line or several. */
function quoted(host: string, start: number, end: number, escape: Escape): Piece[] {
  const pieces: Piece[] = [];
  let plain = start;
  const flush = (to: number): void => {
    if (to > plain) pieces.push({ host: plain, hostLength: to - plain, text: host.slice(plain, to) });
  };
  for (let at = start; at < end;) {
    const found = escape(host, at);
    if (found) {
      flush(at);
      pieces.push({ host: at, hostLength: found.length, text: found.text });
      plain = at += found.length;
      continue;
    }
    if (!/[\r\n]/.test(host.charAt(at))) {
      at++;
      continue;
    }
    // lines are folded: the blanks around a line break go away
    let from = at;
    while (from > plain && /[ \t]/.test(host.charAt(from - 1))) from--;
    let to = at;
    while (to < end && /\s/.test(host.charAt(to))) to++;
    flush(from);
    const breaks = host.slice(at, to).split('\n').length - 1;
    pieces.push({ host: from, hostLength: to - from, text: breaks > 1 ? '\n'.repeat(breaks - 1) : ' ' });
    plain = at = to;
  }
  flush(end);
  return pieces;
}

const noEscape: Escape = () => undefined;

const singleEscape: Escape = (host, at) => (host.startsWith("''", at) ? { length: 2, text: "'" } : undefined);

/** As other readers have them: `N` and `_` are characters there. */
const escapes: Readonly<Record<string, string>> = { ...yamlEscapes, N: '\x85', _: '\xa0' };

const doubleEscape: Escape = (host, at) => {
  if (host[at] !== '\\') return undefined;
  const continued = /^\\\r?\n[ \t]*/.exec(host.slice(at, at + 400));
  if (continued) return { length: continued[0].length, text: '' };
  const [all, hex] =
    /^\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4}))/.exec(host.slice(at, at + 6))?.filter(Boolean) ?? [];
  if (all !== undefined && hex !== undefined)
    return { length: all.length, text: String.fromCharCode(parseInt(hex, 16)) };
  return { length: 2, text: escapes[host.charAt(at + 1)] ?? host.charAt(at + 1) };
};

function writeDouble(text: string): string {
  const short: Readonly<Record<string, string>> = {
    '\\': '\\\\',
    '"': '\\"',
    '\n': '\\n',
    '\t': '\\t',
    '\r': '\\r',
  };
  return text.replace(
    /[\\"\p{Cc}]/gu,
    // as JSON has it, too
    (character) => short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A line break there would take the blanks that follow it along. */
function writeSingle(text: string): string | undefined {
  return text.includes('\n') ? undefined : text.replaceAll("'", "''");
}

function writePlain(text: string): string | undefined {
  return /^[\w./+=-]*$/.test(text) ? text : undefined;
}
