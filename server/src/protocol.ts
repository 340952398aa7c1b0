import type {
  PlanKindsResult,
  PlanClusterParams,
  PlanClusterResult,
  SendPlanCommandParams,
  SendPlanCommandResult,
  CheckClusterResult,
} from './protocol/clusters.ts';
import type {
  MigrateToTlsParams,
  MigrateToTlsResult,
  MigrateWorkspaceParams,
  MigrateWorkspaceResult,
  EffectiveSettingsParams,
  EffectiveSettingsResult,
  StateVersionParams,
  StateVersionResult,
  VersionsParams,
  VersionsResult,
} from './protocol/configurations.ts';
import type {
  TestConnectionParams,
  TestConnectionResult,
  SuggestConnectionParams,
  SuggestConnectionResult,
  ClientSnippetsParams,
  ClientSnippetsResult,
} from './protocol/connection.ts';
import type {
  InspectPemParams,
  InspectPemResult,
  NewFileParams,
  NewFileResult,
  WriteSampleParams,
  WriteSampleResult,
  TestCertificatesParams,
  TestCertificatesResult,
  CombinePemParams,
  CombinePemResult,
  CompletePemParams,
  CompletePemResult,
} from './protocol/files.ts';
import type {
  PlanKeyRotationParams,
  PlanKeyRotationResult,
  ReviewKeyRotationParams,
  ReviewKeyRotationResult,
  RotateKeyfileParams,
  RotateKeyfileResult,
} from './protocol/key-rotation.ts';
import type {
  ExplainLogParams,
  ExplainLogResult,
  ExplainLogLineParams,
  ExplainLogLineResult,
} from './protocol/logs.ts';

export type * from './protocol/clusters.ts';
export type * from './protocol/configurations.ts';
export type * from './protocol/connection.ts';
export type * from './protocol/files.ts';
export type * from './protocol/key-rotation.ts';
export type * from './protocol/logs.ts';
export type * from './protocol/sealed-text.ts';

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
  sendPlanCommand: 'mongodbTls/sendPlanCommand',
  stateVersion: 'mongodbTls/stateVersion',
} as const;

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
  readonly 'mongodbTls/sendPlanCommand': {
    readonly params: SendPlanCommandParams;
    readonly result: SendPlanCommandResult;
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
