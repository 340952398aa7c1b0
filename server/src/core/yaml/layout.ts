import { lineAt, slice, type Span } from '../text/span.ts';
import type { YamlNode, YamlPair } from './tree.ts';

/** The line break a text uses: that of its first line, or LF. */
export function lineBreakOf(text: string): '\r\n' | '\n' {
  const end = text.indexOf('\n');
  return end > 0 && text[end - 1] === '\r' ? '\r\n' : '\n';
}

/** The blanks before a token that begins its line, or undefined where something else stands before it. */
export function indentBefore(text: string, offset: number): string | undefined {
  const before = text.slice(lineAt(text, offset)[0], offset).replace(/^\uFEFF/, '');
  return /^ *$/.test(before) ? before : undefined;
}

/** Where the last leaf of a node ends; a section's own span may reach into the comments below it. */
export function contentEnd(node: YamlNode, fallback: number): number {
  if (node.kind === 'map' && !node.flow) {
    return node.pairs.reduce((end, pair) => Math.max(end, contentEnd(pair.value, pair.keySpan[1])), fallback);
  }
  if (node.kind === 'list' && !node.flow) {
    return node.items.reduce((end, item) => Math.max(end, contentEnd(item, fallback)), fallback);
  }
  return Math.max(node.span[1], fallback);
}

/**
 * The whole lines of a pair of a block map, with the deeper indented comments below it; undefined where it shares a line with
 * something else, or where a part of it stands elsewhere (an alias).
 */
export function linesOf(text: string, pair: YamlPair): Span | undefined {
  const indent = indentBefore(text, pair.keySpan[0]);
  if (indent === undefined) return undefined;
  const start = pair.keySpan[0] - indent.length;
  let last = contentEnd(pair.value, pair.keySpan[1]);
  // the span of a block scalar may end behind its line break
  if (last > start && text[last - 1] === '\n') last--;
  if (pair.value.span[0] < pair.keySpan[1]) return undefined;
  const rest = text.slice(last, lineAt(text, last)[1]);
  if (!/^\s*(?:#|$)/.test(rest)) return undefined;
  let end = lineAt(text, last)[1];
  for (let next = end; next < text.length;) {
    const line = lineAt(text, next);
    const [, blanks = '', mark] = /^([ \t]*)(#?)/.exec(slice(text, line)) ?? [];
    const isBlank = slice(text, line).trim() === '';
    if (!isBlank && (mark !== '#' || blanks.length <= indent.length)) break;
    next = line[1];
    if (!isBlank) end = next;
  }
  return [start, end];
}

/** Moves lines to another indentation; a line with less than what is to be taken off keeps none. */
export function reindent(lines: string, by: number): string {
  if (by === 0) return lines;
  return lines
    .split('\n')
    .map((line) => {
      if (line.trim() === '') return line;
      if (by > 0) return ' '.repeat(by) + line;
      const blanks = /^ */.exec(line)?.[0].length ?? 0;
      return line.slice(Math.min(blanks, -by));
    })
    .join('\n');
}
