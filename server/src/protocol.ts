import type { TextDocumentIdentifier, WorkspaceEdit } from 'vscode-languageserver-protocol';
import type { ConnectReport } from './probe/report.ts';
import type { InspectReport } from './core/inspect-report.ts';
import type { SuggestedConnection } from './core/suggest-connection.ts';

/**
 * Sent as `initializationOptions`. Settings themselves are asked for with `workspace/configuration` (section `mongodbTls`);
 * a client that cannot answer sends them in `workspace/didChangeConfiguration`, or here.
 */
export interface InitializationOptions {
  /**
   * Whether the user trusts the workspace. Absent means not: files named by a document are then read only where they really
   * lie inside a workspace folder. Trust that is given later is told by {@link notifications.trustGranted}; taking it back
   * needs a new server, as VS Code reloads the window then.
   */
  readonly trusted?: boolean;
  /** The client has the commands of the extension; code lenses run them, so there are none without. */
  readonly commands?: boolean;
  /** The values of `mongodbTls.*`, without the prefix. */
  readonly settings?: unknown;
}

/** What the client tells the server beyond the LSP. */
export const notifications = {
  /** Without parameters. */
  trustGranted: 'mongodbTls/trustGranted',
} as const;

/** What the client asks the server beyond the LSP. Both sides import this file; the names and shapes stand only here. */
export const requests = {
  inspectPem: 'mongodbTls/inspectPem',
  testConnection: 'mongodbTls/testConnection',
  suggestConnection: 'mongodbTls/suggestConnection',
  migrateToTls: 'mongodbTls/migrateToTls',
  effectiveSettings: 'mongodbTls/effectiveSettings',
} as const;

export interface InspectPemParams {
  /** An open document or a file. */
  readonly uri: string;
  /** {@link Sealed} passphrase of an encrypted key. */
  readonly passphrase?: Sealed;
}
export type InspectPemResult = InspectReport | { readonly error: string };

export interface TestConnectionParams {
  /** {@link Sealed} {@link ConnectionSecrets}: a connection string may hold a password. */
  readonly connection: Sealed;
  readonly timeoutMs: number;
}
/** What a user gave for a test connection, before sealing. */
export interface ConnectionSecrets {
  readonly uri: string;
  /** TLS options by their connection-string names (`tlsCAFile`); they win over those in the URI. */
  readonly options: Readonly<Record<string, string>>;
}
export type TestConnectionResult = ConnectReport;

/** Asks for the connection that reaches the server of an open configuration file. */
export interface SuggestConnectionParams {
  readonly textDocument: TextDocumentIdentifier;
}
/** null: no connection can be told from this document. */
export type SuggestConnectionResult = SuggestedConnection | null;

export interface MigrateToTlsParams {
  readonly textDocument: TextDocumentIdentifier;
}
/** `edit` is versioned; without one, `message` says why there is nothing to change. */
export interface MigrateToTlsResult {
  readonly edit?: WorkspaceEdit;
  readonly message: string;
}

/** Asks for the settings a server has with an open configuration file, defaults included. */
export interface EffectiveSettingsParams {
  readonly textDocument: TextDocumentIdentifier;
}
/**
 * A text in the form of a configuration, without secrets; `# line 12` says where a setting comes from. null: the document is no
 * configuration file.
 */
export type EffectiveSettingsResult = { readonly text: string } | null;

/**
 * A text encrypted with the key that the client gave the server process at its start (AES-256-GCM, base64), so that no
 * protocol trace shows a secret.
 */
export type Sealed = string & { readonly sealed: unique symbol };

/** Each of {@link requests} with what it takes and what it answers. */
export interface RequestTypes {
  readonly 'mongodbTls/inspectPem': { readonly params: InspectPemParams; readonly result: InspectPemResult };
  readonly 'mongodbTls/testConnection': {
    readonly params: TestConnectionParams;
    readonly result: TestConnectionResult;
  };
  readonly 'mongodbTls/suggestConnection': {
    readonly params: SuggestConnectionParams;
    readonly result: SuggestConnectionResult;
  };
  readonly 'mongodbTls/migrateToTls': {
    readonly params: MigrateToTlsParams;
    readonly result: MigrateToTlsResult;
  };
  readonly 'mongodbTls/effectiveSettings': {
    readonly params: EffectiveSettingsParams;
    readonly result: EffectiveSettingsResult;
  };
}
