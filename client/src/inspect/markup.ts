import { button, escapeHtml } from '../pages/markup.ts';

/** What the page sends to the extension. */
export type InspectMessage =
  | { readonly type: 'reveal'; readonly line: number }
  | { readonly type: 'passphrase' }
  /** `what` names the text for the confirmation. */
  | { readonly type: 'copy'; readonly what: string; readonly text: string };

/** The id of a block on the page; `index` counts from 0. */
export function blockId(index: number): string {
  return `block-${String(index + 1)}`;
}

/** A link to another block of the page. */
export function blockLink(index: number, text = `block ${String(index + 1)}`): string {
  return `<a href="#${blockId(index)}">${escapeHtml(text)}</a>`;
}

/** HTML beside a button that copies a text. `what` reads on from "Copy": `the serial number`. */
export function copyable(html: string, what: string, text: string): string {
  if (text === '') return html;
  return `<div class="copyable"><div>${html}</div>${button<InspectMessage>({ type: 'copy', what, text }, 'Copy', `Copy ${what}`)}</div>`;
}
