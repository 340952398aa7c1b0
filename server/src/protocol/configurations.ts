import type {
  Position,
  TextDocumentIdentifier,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';

export interface MigrateToTlsParams {
  readonly textDocument: TextDocumentIdentifier;
}

/** `edit` is versioned; without one, `message` says why there is nothing to change. */
export interface MigrateToTlsResult {
  readonly edit?: WorkspaceEdit;
  readonly message: string;
}

/** Asks what brings all files of the workspace from the ssl names to the tls names. */
export interface MigrateWorkspaceParams {
  /** The URIs of files with changes that are not saved; they are left as they are. */
  readonly unsaved: readonly string[];
}

/** Of files without ssl names nothing is told. */
export interface WorkspaceMigration {
  readonly files: readonly {
    readonly uri: string;
    /** Of the file as it is saved. */
    readonly edits: readonly TextEdit[];
    /** What stays, or is to be checked by hand, in sentences. */
    readonly notes: readonly string[];
  }[];
  /** Files with ssl names that stay as they are; why, in a sentence. */
  readonly skipped: readonly { readonly uri: string; readonly reason: string }[];
}

/** `error` is a sentence. */
export type MigrateWorkspaceResult = WorkspaceMigration | { readonly error: string };

/** Asks for the settings a server has with an open configuration file, defaults included. */
export interface EffectiveSettingsParams {
  readonly textDocument: TextDocumentIdentifier;
  /** Where the file starts a server: its settings only, as its command line has them. */
  readonly position?: Position;
}

/**
 * A text in the form of a configuration, without secrets; `# line 12` says where a setting comes from. null: the document is no
 * configuration file.
 */
export type EffectiveSettingsResult = { readonly text: string } | null;

/** Has an open configuration name its server version, in a comment. */
export interface StateVersionParams {
  readonly textDocument: TextDocumentIdentifier;
  /** `8.0` or `4.4.18` */
  readonly version: string;
}

/** Versioned. null: the document is no configuration of mongod or mongos, or the text no version. */
export type StateVersionResult = WorkspaceEdit | null;

/** Asks for which version of the server an open document is judged. */
export interface VersionsParams {
  readonly textDocument: TextDocumentIdentifier;
  /** Whether to compare the errors of the other versions too, which takes some tens of milliseconds. */
  readonly choices?: boolean;
}

/** null: the document is none of ours. */
export type VersionsResult = {
  /** `8.0.10`, oldest first: several where the command lines of a file run several servers. */
  readonly inEffect: readonly string[];
  /** Nobody named a version, so it is the newest one known. */
  readonly isAssumed: boolean;
  /** What the configuration comes to, in a few words: `requireTLS`, `certificate 41 d`. */
  readonly summary: readonly string[];
  /** Where asked for: the newest series of each whose errors are others than those now, newest first, and how many it has. */
  readonly choices?: readonly { readonly version: string; readonly errors: number }[];
} | null;
