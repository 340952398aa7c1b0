import type { InspectReport } from '../core/inspect/inspect-report.ts';
import type { Sealed } from './sealed-text.ts';
import type { TextDocumentIdentifier, WorkspaceEdit } from 'vscode-languageserver-protocol';

export interface InspectPemParams {
  /** An open document or a file. */
  readonly uri: string;
  /** {@link Sealed} passphrase of an encrypted key. */
  readonly passphrase?: Sealed;
}

export type InspectPemResult = InspectReport | { readonly error: string };

/** Makes a new file at `uri`. It writes over one that is there only if `overwrite` says that the user agreed. */
export interface NewFileParams {
  readonly uri: string;
  readonly overwrite: boolean;
}

/** `exists`: there is a file already, and nothing was written. `message` is a sentence for the user. */
export type NewFileResult =
  | { readonly state: 'written'; readonly message: string }
  | { readonly state: 'exists' }
  | { readonly state: 'failed'; readonly message: string };

/** Writes a workspace to try everything on into a folder that is new. */
export interface WriteSampleParams {
  /** A URI. */
  readonly folder: string;
}

/** `problem` says as a sentence why nothing was written. */
export interface WriteSampleResult {
  readonly problem?: string;
}

/** What a user says of a test deployment, as typed. */
export interface TestCertificatesParams {
  /** The URI of the folder. */
  readonly folder: string;
  /** The host names and addresses of one server each, with commas between. */
  readonly servers: readonly string[];
  readonly clients: readonly string[];
  /** The host names and addresses of mongosqld, with commas between. */
  readonly mongosqld?: string;
  readonly key: 'rsa' | 'p256';
}

export interface TestCertificatesResult {
  /** The URIs of the files, all written or none. */
  readonly files: readonly string[];
  /** The one to look at first. */
  readonly open?: string;
  /** A warning, or why there are no files. In sentences. */
  readonly message: string;
}

/** Writes a certificate, its issuers and its key, from several files, into one new file. */
export interface CombinePemParams extends NewFileParams {
  readonly from: readonly string[];
  /** {@link Sealed} passphrase of an encrypted key, to check that it belongs to the certificate. */
  readonly passphrase?: Sealed;
}

/** `passphrase`: the files can be combined only with one, or the one given is wrong. */
export type CombinePemResult = NewFileResult | { readonly state: 'passphrase'; readonly message: string };

/**
 * Finds what a file lacks that an open configuration names, its private key or its certificate, and the issuers, and writes all of
 * them into one new file beside it.
 */
export interface CompletePemParams {
  readonly textDocument: TextDocumentIdentifier;
  /** The setting that names the file. */
  readonly role: 'certificateKeyFile' | 'clusterFile';
}

/**
 * `written`: `edit`, which is versioned, names the new file in the configuration; absent where the user has to. `choose`: nothing
 * was written, and the user has to say what belongs together, beginning with `from`. Messages are sentences.
 */
export type CompletePemResult =
  | {
      readonly state: 'written';
      readonly uri: string;
      readonly message: string;
      readonly edit?: WorkspaceEdit;
    }
  | { readonly state: 'choose'; readonly message: string; readonly from: readonly string[] }
  | { readonly state: 'failed'; readonly message: string };
