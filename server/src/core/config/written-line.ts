import type { Config } from './config.ts';
import type { Setting } from './setting.ts';
import type { Span } from '../text/span.ts';

/** A line `name: value` or `name = value` as it is written, whether or not the server can read it. */
export interface WrittenLine {
  readonly indent: number;
  readonly key: string;
  readonly keySpan: Span;
  /** From the first character after the colon or equals sign to the end of the line, spaces at both ends left out. */
  readonly rest: string;
  readonly restSpan: Span;
  /** The value without a comment. */
  readonly value: string;
  readonly valueSpan: Span;
  /** What the reader made of it, if that begins where the value is written. */
  readonly setting?: Setting;
}

/**
 * The lines of a configuration that set something on a line of their own, not between braces. Where the server reads the whole file
 * only those that it reads as such, and so none inside a text of several lines.
 */
export function writtenLines(config: Config): readonly WrittenLine[] {
  let lines = known.get(config);
  if (!lines) known.set(config, (lines = readLines(config)));
  return lines;
}

/** Several rules ask for the same lines. */
const known = new WeakMap<Config, readonly WrittenLine[]>();

function readLines(config: Config): WrittenLine[] {
  const { text, format, problems, settings } = config;
  if (format === 'flags' || config.template || /^\s*\{/.test(text)) return [];
  const byValue = new Map(settings.map((setting) => [setting.valueSpan[0], setting]));
  const isWhole = problems.length === 0;
  const lines: WrittenLine[] = [];
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = readLine(text, start, end, format === 'ini' ? '=' : ':');
    start = end + 1;
    if (!line) continue;
    const setting = byValue.get(line.restSpan[0]);
    if (isWhole && (!setting || isInBraces(setting))) continue;
    lines.push(setting ? { ...line, setting } : line);
  }
  return lines;
}

function isInBraces({ parents }: Setting): boolean {
  return parents.some(({ value }) => value.kind === 'map' && value.flow);
}

function readLine(text: string, start: number, end: number, sign: ':' | '='): WrittenLine | undefined {
  let at = start === 0 && text.startsWith('\uFEFF') ? 1 : start;
  const lineStart = at;
  while (at < end && (text[at] === ' ' || text[at] === '\t')) at++;
  if (at === end || text[at] === '#') return undefined;
  const indent = at - lineStart;
  let colon = at;
  while (colon < end && !(text[colon] === sign && (sign === '=' || isEndOrSpace(text, colon + 1, end)))) {
    if (text[colon] === '#') return undefined;
    colon++;
  }
  if (colon >= end) return undefined;
  const keySpan = trimmed(text, at, colon);
  const restSpan = trimmed(text, colon + 1, end);
  const rest = text.slice(...restSpan);
  const value = withoutComment(rest);
  return {
    indent,
    key: text.slice(...keySpan),
    keySpan,
    rest,
    restSpan,
    value,
    valueSpan: [restSpan[0], restSpan[0] + value.length],
  };
}

function isEndOrSpace(text: string, at: number, end: number): boolean {
  return at >= end || text[at] === ' ' || text[at] === '\t' || text[at] === '\r';
}

function trimmed(text: string, from: number, to: number): Span {
  let [start, end] = [from, to];
  while (start < end && ' \t\r'.includes(text.charAt(start))) start++;
  while (end > start && ' \t\r'.includes(text.charAt(end - 1))) end--;
  return [start, end];
}

/** A comment begins at a `#` with a space before it, outside of quotes. */
function withoutComment(rest: string): string {
  const quote = rest.charAt(0);
  const close = quote === '"' || quote === "'" ? rest.indexOf(quote, 1) : -1;
  let at = rest.indexOf('#', Math.max(close, 0));
  while (at > 0 && rest[at - 1] !== ' ' && rest[at - 1] !== '\t') at = rest.indexOf('#', at + 1);
  return at < 0 ? rest : rest.slice(0, at).trimEnd();
}
