import type { Span } from '../text/span.ts';
import type { FileStyle } from './string-literal.ts';

/** Programs that get a connection string as a word of their command line. */
const program = /(?:^|[\s/(;&|])(?:mongosh|mongo|mongo(?:dump|restore|export|import|files|stat|top)|curl)\s/;
const assignment = /^\s*(?:export\s+|local\s+|readonly\s+|declare\s+(?:-\w+\s+)?)?[A-Za-z_]\w*=$/;

/** The bodies of here-documents, which are no words. */
export function hereTexts(text: string): Span[] {
  const found: Span[] = [];
  for (const match of text.matchAll(/(?<!<)<<-?[ \t]{0,20}\\?["']?([A-Za-z_]\w{0,100})\b[^\n]{0,1000}\n/g)) {
    const start = match.index + match[0].length;
    found.push([start, endOf(text, start, match[1] ?? '')]);
  }
  return found;
}

/** Where the line begins that ends a here-document: its word alone. */
function endOf(text: string, start: number, word: string): number {
  for (let at = start; at < text.length;) {
    const next = text.indexOf('\n', at);
    const end = next < 0 ? text.length : next;
    if (text.slice(at, end).trim() === word) return at;
    at = end + 1;
  }
  return text.length;
}

/** Whether a shell splits the unquoted word at an offset at its operators. */
export function isShellWord(text: string, offset: number, style: FileStyle, heres: readonly Span[]): boolean {
  if (heres.some(([start, end]) => start <= offset && offset < end)) return false;
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  if (/^\s*#/.test(line)) return false;
  switch (style) {
    case 'shell':
      // ENV of a Dockerfile runs no shell
      return !/^\s*(?:ENV|ARG|LABEL)\s/i.test(line) && (program.test(line) || assignment.test(line));
    case 'yaml':
      // a line of a script, not an entry of a list or a map, which need not be one
      return /^\s*(?:run:\s*|(?:-\s+)?run:\s*)?(?:\S*\/)?mongo\w*\s/.test(line);
    case 'env':
    case 'properties':
    case 'code':
    case 'prose':
      return false;
  }
}
