import { button } from './markup.ts';

/** Asks for a text to be copied. `what` reads on from "Copy": `the serial number`. */
export interface CopyMessage {
  readonly type: 'copy';
  readonly what: string;
  readonly text: string;
}

/** HTML beside a button that copies a text. */
export function copyable(html: string, what: string, text: string): string {
  if (text === '') return html;
  return `<div class="copyable"><div>${html}</div>${button({ type: 'copy', what, text } satisfies CopyMessage, 'Copy', `Copy ${what}`)}</div>`;
}
