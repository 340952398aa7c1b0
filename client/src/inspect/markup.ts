import type { CopyMessage } from '../pages/copy.ts';
import { escapeHtml } from '../pages/markup.ts';

/** What the page sends to the extension. */
export type InspectMessage =
  { readonly type: 'reveal'; readonly line: number } | { readonly type: 'passphrase' } | CopyMessage;

/** The id of a block on the page; `index` counts from 0. */
export function blockId(index: number): string {
  return `block-${String(index + 1)}`;
}

/** A link to another block of the page. */
export function blockLink(index: number, text = `block ${String(index + 1)}`): string {
  return `<a href="#${blockId(index)}">${escapeHtml(text)}</a>`;
}
