import type { Edit, Span } from '../text/span.ts';

/**
 * `error`: this server version does not start, or TLS will fail. `warning`: it runs but is weaker than it looks, or
 * will break. `info`: hygiene.
 */
export type Severity = 'error' | 'warning' | 'info';

/** A change that mends a finding. `safe`: it cannot change what the server does or who may connect. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
  /** For a document inside a file: its own edits, and who writes them into the file; `edits` are what comes of them alone. */
  readonly inner?: { readonly place: EditWriter; readonly edits: readonly Edit[] };
}

/** Writes edits of a text inside a file as edits of the file; undefined where the file cannot hold them. */
interface EditWriter {
  edits(edits: readonly Edit[]): readonly Edit[] | undefined;
}

/** A command for the shell of a server that mends a finding there; editors offer to copy it. */
export interface ShellCommand {
  /** What editors call it. */
  readonly title: string;
  readonly text: string;
}

/** Another place that helps to understand a finding; in this document unless `location` names a file. */
export interface Related {
  readonly span: Span;
  readonly message: string;
  readonly location?: string;
}

/** A further place of a finding: editors mark it where it stands, and no list or report tells of it. */
export interface Hint {
  readonly span: Span;
  readonly message: string;
  /** Ways to mend this place alone, by hand only. */
  readonly alternatives?: readonly Fix[];
}

/** What a rule yields: where, and in one sentence what and why. */
export interface Report {
  readonly span: Span;
  readonly message: string;
  readonly fix?: Fix;
  /** Other ways to mend it, offered after `fix` by hand only: never part of fix-all. */
  readonly alternatives?: readonly Fix[];
  readonly command?: ShellCommand;
  readonly related?: readonly Related[];
  readonly hints?: readonly Hint[];
  /** Only where one rule has a milder case than its own severity. */
  readonly severity?: Severity;
  /** It rests on the server not knowing a word, which is certain only of releases that are known. */
  readonly isUnknownWord?: true;
  /** It holds for some servers only, so that it explains no other finding away. */
  readonly doubtful?: true;
}

/** How editors show a finding: struck out, or greyed. */
export type Tag = 'deprecated' | 'unnecessary';

/** A report under its rule's id, with everything settled. What all outputs are made from. */
export interface Finding extends Report {
  readonly rule: string;
  readonly severity: Severity;
  readonly tags?: readonly Tag[];
}
