import type {
  Position,
  Range,
  TextDocumentIdentifier,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import type { ConnectReport } from './probe/report.ts';
import type { ClusterSummary, ReportedCluster, ReportedPair } from './core/cluster/cluster-report.ts';
import type { InspectReport } from './core/inspect/inspect-report.ts';
import type { SuggestedConnection } from './core/editing/suggest-connection.ts';
import type { ClientSnippet } from './core/editing/suggest-snippets.ts';

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
  clientSnippets: 'mongodbTls/clientSnippets',
  migrateToTls: 'mongodbTls/migrateToTls',
  migrateWorkspace: 'mongodbTls/migrateWorkspace',
  generateKeyfile: 'mongodbTls/generateKeyfile',
  planKeyRotation: 'mongodbTls/planKeyRotation',
  reviewKeyRotation: 'mongodbTls/reviewKeyRotation',
  rotateKeyfile: 'mongodbTls/rotateKeyfile',
  generateTestCertificates: 'mongodbTls/generateTestCertificates',
  writeSample: 'mongodbTls/writeSample',
  combinePem: 'mongodbTls/combinePem',
  completePem: 'mongodbTls/completePem',
  effectiveSettings: 'mongodbTls/effectiveSettings',
  versions: 'mongodbTls/versions',
  explainLog: 'mongodbTls/explainLog',
  explainLogLine: 'mongodbTls/explainLogLine',
  checkCluster: 'mongodbTls/checkCluster',
  planKinds: 'mongodbTls/planKinds',
  planCluster: 'mongodbTls/planCluster',
  stateVersion: 'mongodbTls/stateVersion',
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
  /** Also looks at what takes further handshakes and questions. */
  readonly details?: boolean;
  /** The configuration of the server: where it may have to be changed is told. */
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

/** Asks for the connection that reaches the server of an open configuration file. */
interface SuggestConnectionParams {
  readonly textDocument: TextDocumentIdentifier;
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

/** Asks which keyfiles hold keys in common and what can be done next. `uri` is the one to begin with. */
export interface PlanKeyRotationParams {
  readonly uri?: string;
}
export interface PlanKeyRotationResult {
  /** Keyfiles with keys in common: those of one cluster. */
  readonly groups: readonly KeyFileGroup[];
}
export interface KeyFileGroup {
  readonly files: readonly {
    readonly uri: string;
    /** As users call it. */
    readonly name: string;
    /** Of each key, in order. */
    readonly fingerprints: readonly string[];
  }[];
  /** What can be done with all of them, the likely one first. */
  readonly steps: readonly KeyRotationChoice[];
  /** Why there is none, as a sentence. */
  readonly problem?: string;
}
export interface KeyRotationChoice {
  readonly step: 'add' | 'switch' | 'drop';
  readonly title: string;
  /** What holds afterwards, as a sentence. */
  readonly detail: string;
}

/** Writes a workspace to try everything on into a folder that is new. */
export interface WriteSampleParams {
  /** A URI. */
  readonly folder: string;
}
/** `problem` says as a sentence why nothing was written. */
export interface WriteSampleResult {
  readonly problem?: string;
}

/**
 * Asks what a step makes of each keyfile, for the user to read before anything is written. The server makes the new key now and
 * keeps it, with what it read, until the files are written or the next review is asked for.
 */
export interface ReviewKeyRotationParams {
  readonly uris: readonly string[];
  readonly step: KeyRotationChoice['step'];
}
export type ReviewKeyRotationResult = KeyRotationReview | { readonly problem: string };
/** The texts of the files have the form of keyfiles, with a fingerprint in the place of each key. */
export interface KeyRotationReview {
  /** Names it to {@link RotateKeyfileParams}. */
  readonly id: string;
  readonly title: string;
  /** What holds afterwards, what to do then, and which keyfiles take no part. Markdown to be read as text. */
  readonly overview: string;
  readonly files: readonly {
    readonly name: string;
    readonly before: string;
    /** The same as `before` where the step was taken in this file already. */
    readonly after: string;
  }[];
}

/**
 * Writes what was reviewed, in all files or in none, and only if none has changed since. The server makes the new key and writes
 * the files: a text edit would carry the keys over the protocol into traces, undo stacks and backups of editors, could not write
 * a file of mode 0400, and would not be atomic.
 */
export interface RotateKeyfileParams {
  /** The id of the last review; each is good for one writing. */
  readonly review: string;
}
export interface RotateKeyfileResult {
  readonly done: boolean;
  /** What holds now, or why nothing was done. In sentences. */
  readonly message: string;
  /** How to restart the members, a sentence each. */
  readonly then: readonly string[];
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

/** Asks for the settings a server has with an open configuration file, defaults included. */
interface EffectiveSettingsParams {
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
interface StateVersionParams {
  readonly textDocument: TextDocumentIdentifier;
  /** `8.0` or `4.4.18` */
  readonly version: string;
}
/** Versioned. null: the document is no configuration of mongod or mongos, or the text no version. */
export type StateVersionResult = WorkspaceEdit | null;

/** Asks for which version of the server an open document is judged. */
interface VersionsParams {
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

/** Asks what a log of a server says: the text given, or the file at `uri`, which may be of any size. */
export interface ExplainLogParams {
  readonly text?: string;
  readonly uri?: string;
}
/** `markdown` holds no text of the log but peers. `error` is a sentence. */
export type ExplainLogResult = { readonly markdown: string } | { readonly error: string };

/** The plans there are for a cluster. */
export interface PlanKindsResult {
  readonly kinds: readonly {
    /** As `mongodb-tls plan` calls it. */
    readonly kind: string;
    readonly title: string;
    readonly detail: string;
    /** The files that it may ask for, with the name of each setting. */
    readonly asks: readonly { readonly name: keyof PlanClusterParams['paths']; readonly label: string }[];
  }[];
}

/** Asks how the servers of the workspace get somewhere without an outage. */
export interface PlanClusterParams {
  /** As `mongodb-tls plan` calls it. */
  readonly kind: string;
  /** Files on the servers for members that have none yet; `{host}` and `{member}` stand for each member's. */
  readonly paths: {
    readonly certificateKeyFile?: string;
    readonly clusterFile?: string;
    readonly caFile?: string;
    readonly keyFile?: string;
    readonly newCaFile?: string;
  };
}
/** `edits` are those of configurations; those of keyfiles hold keys and are not sent. `error` is a sentence. */
export type PlanClusterResult =
  | {
      readonly markdown: string;
      readonly stages: readonly {
        readonly title: string;
        readonly edits: readonly { readonly uri: string; readonly newText: string }[];
      }[];
    }
  | { readonly error: string };

/** Asks what one line of a log says. */
export interface ExplainLogLineParams {
  readonly line: string;
}
/** null: nothing about TLS, certificates, keyfiles, authentication or options. */
export type ExplainLogLineResult = { readonly markdown: string } | null;

/**
 * A text encrypted with the key that the client gave the server process at its start (AES-256-GCM, base64), so that no
 * protocol trace shows a secret.
 */
export type Sealed = string & { readonly sealed: unique symbol };

/** The servers of the workspace as clusters; files are URIs. */
export interface CheckClusterResult {
  readonly clusters: readonly CheckedCluster[];
  readonly summary: ClusterSummary;
}
export interface CheckedCluster extends Omit<ReportedCluster, 'pairs'> {
  readonly pairs: readonly ReportedPair[];
  /** There are more pairs than are listed. */
  readonly isCut?: boolean;
}

/** Each of {@link requests} with what it takes and what it answers. */
export interface RequestTypes {
  readonly 'mongodbTls/planKinds': {
    readonly params: Readonly<Record<string, never>>;
    readonly result: PlanKindsResult;
  };
  readonly 'mongodbTls/migrateWorkspace': {
    readonly params: MigrateWorkspaceParams;
    readonly result: MigrateWorkspaceResult;
  };
  readonly 'mongodbTls/planCluster': {
    readonly params: PlanClusterParams;
    readonly result: PlanClusterResult;
  };
  readonly 'mongodbTls/explainLog': { readonly params: ExplainLogParams; readonly result: ExplainLogResult };
  readonly 'mongodbTls/explainLogLine': {
    readonly params: ExplainLogLineParams;
    readonly result: ExplainLogLineResult;
  };
  readonly 'mongodbTls/checkCluster': {
    readonly params: Readonly<Record<string, never>>;
    readonly result: CheckClusterResult | { readonly error: string };
  };
  readonly 'mongodbTls/inspectPem': { readonly params: InspectPemParams; readonly result: InspectPemResult };
  readonly 'mongodbTls/testConnection': {
    readonly params: TestConnectionParams;
    readonly result: TestConnectionResult;
  };
  readonly 'mongodbTls/suggestConnection': {
    readonly params: SuggestConnectionParams;
    readonly result: SuggestConnectionResult;
  };
  readonly 'mongodbTls/clientSnippets': {
    readonly params: ClientSnippetsParams;
    readonly result: ClientSnippetsResult;
  };
  readonly 'mongodbTls/migrateToTls': {
    readonly params: MigrateToTlsParams;
    readonly result: MigrateToTlsResult;
  };
  readonly 'mongodbTls/generateKeyfile': { readonly params: NewFileParams; readonly result: NewFileResult };
  readonly 'mongodbTls/planKeyRotation': {
    readonly params: PlanKeyRotationParams;
    readonly result: PlanKeyRotationResult;
  };
  readonly 'mongodbTls/reviewKeyRotation': {
    readonly params: ReviewKeyRotationParams;
    readonly result: ReviewKeyRotationResult;
  };
  readonly 'mongodbTls/rotateKeyfile': {
    readonly params: RotateKeyfileParams;
    readonly result: RotateKeyfileResult;
  };
  readonly 'mongodbTls/generateTestCertificates': {
    readonly params: TestCertificatesParams;
    readonly result: TestCertificatesResult;
  };
  readonly 'mongodbTls/writeSample': {
    readonly params: WriteSampleParams;
    readonly result: WriteSampleResult;
  };
  readonly 'mongodbTls/combinePem': { readonly params: CombinePemParams; readonly result: CombinePemResult };
  readonly 'mongodbTls/completePem': {
    readonly params: CompletePemParams;
    readonly result: CompletePemResult;
  };
  readonly 'mongodbTls/effectiveSettings': {
    readonly params: EffectiveSettingsParams;
    readonly result: EffectiveSettingsResult;
  };
  readonly 'mongodbTls/stateVersion': {
    readonly params: StateVersionParams;
    readonly result: StateVersionResult;
  };
  readonly 'mongodbTls/versions': { readonly params: VersionsParams; readonly result: VersionsResult };
}
