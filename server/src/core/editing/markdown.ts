import type { Span } from '../text/span.ts';

/** A text as a Markdown code span, whatever is in it; long ones are cut. */
export function code(text: string): string {
  const short = text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
  const line = short.replace(/\s+/g, ' ');
  const fence = '`'.repeat(1 + Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)));
  const pad = line.startsWith('`') || line.endsWith('`') || line === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

const maxLength = 200;

/** A Markdown table; its cells are Markdown of one line without a bar. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** `a, b and c`. */
export function enumeration(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${last}` : last;
}

/** What to show where the mouse rests, as Markdown. */
export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}
