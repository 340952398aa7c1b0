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

/**
 * Text of anybody in which no character is taken for Markdown, HTML or a link. Line breaks stay. An address is no link where
 * its two slashes are apart from the colon.
 */
export function plain(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|~&@]/g, String.raw`\$&`).replaceAll('://', String.raw`:\//`);
}

/** A Markdown table; its cells are Markdown of one line without a bar. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** What to show where the mouse rests, as Markdown. */
export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** Those that say something, each as a paragraph. */
export function paragraphs(lines: readonly string[]): string {
  return lines.filter((line) => line !== '').join('\n\n');
}
