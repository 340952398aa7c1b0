import type { Config } from './config.ts';
import { lineAt, type Span } from '../text/span.ts';

/** The part of a file that the server silently does not read. */
export interface Unread {
  /** The first line of it that says something, without its line break. */
  readonly line: Span;
  /** From there to the end of the file, blanks left out. */
  readonly span: Span;
  /** What ended the reading. */
  readonly cause: 'document' | 'indentation' | 'value';
}

type Reading = Pick<Config, 'text' | 'root' | 'problems' | 'readTo'>;

/** Finds what the server does not read; undefined where that is nothing but comments and document markers. */
export function unreadOf(config: Reading): Unread | undefined {
  const { text, readTo } = config;
  if (readTo >= text.length || config.problems.length > 0) return undefined;
  const line = firstSaying(text, readTo);
  return line && { line, span: [line[0], text.trimEnd().length], cause: causeOf(config) };
}

/** The first line from an offset on that is no comment and no document marker, without the blanks around it. */
function firstSaying(text: string, from: number): Span | undefined {
  for (let start = from; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    if (line.trim() !== '' && !/^(?:---|\.\.\.)?[ \t\r]*(?:#|$)/.test(line)) {
      const indent = line.length - line.trimStart().length;
      return [start + indent, start + line.trimEnd().length];
    }
    start = end + 1;
  }
  return undefined;
}

/** From where on a marker of YAML (`---`, `...`) has ended the only document that the server reads; undefined where none has. */
export function documentEnd({ text, readTo }: Pick<Config, 'text' | 'readTo'>): number | undefined {
  if (/^(?:---|\.\.\.)(?:\s|$)/.test(text.slice(readTo, readTo + 4))) return readTo + 3;
  const before = text.slice(0, readTo).trimEnd();
  const above = before.slice(before.lastIndexOf('\n') + 1);
  return /^\.\.\.(?:\s|$)/.test(above) ? readTo : undefined;
}

function causeOf(config: Reading): Unread['cause'] {
  if (documentEnd(config) !== undefined) return 'document';
  const { text, readTo, root } = config;
  const [lineStart] = lineAt(text, readTo);
  return root?.kind === 'map' && !root.flow && text.slice(lineStart, readTo).trim() === ''
    ? 'indentation'
    : 'value';
}
