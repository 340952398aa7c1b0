import type { SuggestedConnection } from '../core/editing/suggest-connection.ts';
import type { ClientSnippet } from '../core/editing/suggest-snippets.ts';
import type { ConnectReport } from '../probe/report.ts';
import type { Sealed } from './sealed-text.ts';
import type { Position, Range, TextDocumentIdentifier } from 'vscode-languageserver-protocol';

export interface TestConnectionParams {
  /** {@link Sealed} {@link ConnectionSecrets}: a connection string may hold a password. */
  readonly connection: Sealed;
  readonly timeoutMs: number;
  /** Also looks at what takes further handshakes and questions. */
  readonly details?: boolean;
  /**
   * The configuration of the server: where it may have to be changed is told. Or a file with the connection string: the secrets
   * that were left out are taken from it.
   */
  readonly textDocument?: TextDocumentIdentifier;
}

/** What a user gave for a test connection, before sealing. */
export interface ConnectionSecrets {
  readonly uri: string;
  /** TLS options by their connection-string names (`tlsCAFile`); they win over those in the URI. */
  readonly options: Readonly<Record<string, string>>;
}

export interface TestConnectionResult {
  readonly report: ConnectReport;
  /** The same to copy into an issue or a chat. */
  readonly markdown: string;
  /** Settings in the configuration of the server that decide an obstacle, by the code of its diagnosis. */
  readonly places: readonly {
    readonly code: string;
    readonly setting: string;
    readonly uri: string;
    readonly range: Range;
  }[];
  /** Files of the client that decide an obstacle, by the option that names each. */
  readonly files: readonly { readonly code: string; readonly option: string; readonly path: string }[];
  /** How the server takes TLS, as a sentence; absent where that is not known. */
  readonly modeText?: string;
  /** Further tests that would show more, each with the options that it adds. */
  readonly retries: readonly { readonly title: string; readonly options: Readonly<Record<string, string>> }[];
}

/** Asks for the connection of the string at a position, else for that which reaches the server of a configuration, else for that of the first string. */
export interface SuggestConnectionParams {
  readonly textDocument: TextDocumentIdentifier;
  readonly position?: Position;
}

/** null: no connection can be told from this document. */
export type SuggestConnectionResult = SuggestedConnection | null;

/** Asks how clients connect: as the connection string at a position, the configuration of a file, or a connection of before says. */
export interface ClientSnippetsParams {
  readonly textDocument?: TextDocumentIdentifier;
  readonly position?: Position;
  /** Without secrets. */
  readonly connection?: SuggestedConnection;
}

/** One for each client, in the order to show them; none where nothing says how to connect. None holds a secret. */
export interface ClientSnippetsResult {
  readonly snippets: readonly ClientSnippet[];
}
