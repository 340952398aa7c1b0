/** Asks what a log of a server says: the text given, or the file at `uri`, which may be of any size. */
export interface ExplainLogParams {
  readonly text?: string;
  readonly uri?: string;
}

/** `markdown` holds no text of the log but peers. `error` is a sentence. */
export type ExplainLogResult = { readonly markdown: string } | { readonly error: string };

/** Asks what one line of a log says. */
export interface ExplainLogLineParams {
  readonly line: string;
}

/** null: nothing about TLS, certificates, keyfiles, authentication or options. */
export type ExplainLogLineResult = { readonly markdown: string } | null;
