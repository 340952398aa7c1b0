import type { CopyMessage } from '../pages/copy.ts';
import type { FileField, FormValues } from './form-values.ts';

/** What the page sends to the extension. */
export type ConnectionMessage =
  /** What was written in the form, to be tested. */
  | { readonly type: 'test'; readonly values: FormValues }
  /** Asks for a file for a field of the form. */
  | { readonly type: 'choose'; readonly field: FileField }
  /** Shows the form, with the connection that is shown. */
  | { readonly type: 'change' }
  /** Tries again: with a longer look, or with options that the server offers. */
  | {
      readonly type: 'again';
      readonly details?: true;
      readonly options?: Readonly<Record<string, string>>;
    }
  | { readonly type: 'inspect-sent' }
  /** A file of the client, as the options name it. */
  | { readonly type: 'inspect'; readonly path: string }
  /** Zero-based; `uri` is that of the server's configuration. */
  | { readonly type: 'reveal'; readonly uri: string; readonly line: number; readonly character: number }
  | { readonly type: 'copy-report' }
  /** Shows an earlier run; 0 is the last one. */
  | { readonly type: 'show'; readonly run: number }
  | CopyMessage;
