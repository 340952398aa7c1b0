import type { Span } from '../text/span.ts';
import { yamlScalar } from '../yaml/scalar.ts';
import type { ValuePlace } from './cursor-context.ts';

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

/** What puts a word or path in as the whole value at a place, in the quotes that are there or that it needs. */
export function insertValue(word: string, place: ValuePlace): string {
  return (place.needsBlank ? ' ' : '') + literal(scalarAt(word, place));
}

function scalarAt(word: string, { style, quote, span }: ValuePlace): string {
  if (style === 'ini') return word;
  // JSON has words without quotes, too
  if (span[0] === span[1] && /^(?:true|false)$/.test(word)) return word;
  if (quote === '"') return JSON.stringify(word);
  const scalar = yamlScalar(word);
  const needsQuotes = quote !== '' || (style === 'flow' && /[,[\]{}]/.test(word));
  return scalar === word && needsQuotes ? `'${word}'` : scalar;
}

/** A snippet as plain text, for an editor without snippets: first choices, no places to fill in. */
export function plainText(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|([^,|}]*)(?:,[^|}]*)?\|\}/g, '$1')
    .replace(/\$\{\d+:((?:\\.|[^$}\\])*)\}/g, '$1')
    .replace(/(?<!\\)\$\d+/g, '')
    .replace(/\\([\\$}])/g, '$1');
}
