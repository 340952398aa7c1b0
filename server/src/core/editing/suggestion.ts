import type { Span } from '../span.ts';

/** Something that can be put in at the cursor. */
export interface Suggestion {
  readonly kind: 'section' | 'setting' | 'value' | 'file' | 'set-up';
  readonly label: string;
  /** A few words beside the label. */
  readonly detail: string;
  /** Markdown. */
  readonly documentation: string;
  /** What is replaced. */
  readonly span: Span;
  /** In the LSP's snippet syntax: `$0`, `${1|a,b|}`; lines after the first are indented from the first. */
  readonly insert: string;
}

/** A text that stands for itself in a snippet. */
export function literal(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** A snippet as plain text, for an editor without snippets: first choices, no places to fill in. */
export function plainText(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, '$1')
    .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, '$1')
    .replace(/(?<!\\)\$\d+/g, '')
    .replace(/\\([\\$}])/g, '$1');
}
