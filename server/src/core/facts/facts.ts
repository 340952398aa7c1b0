import type { CryptoPort } from '../pem/model/crypto-port.ts';
import type { ServerVersion } from '../server/server-version.ts';
import type { ConfigExpand, Edition, Platform } from '../server/server-kind.ts';
import type { DeploymentPart } from './deployment-part.ts';
import type { ServerFact } from './server-fact.ts';

/** What the host found at a path a document names. Read once, before any rule runs. */
export type FileFact =
  | {
      readonly state: 'present';
      /** Where it was found on this machine, as a path or URI to show and to open. */
      readonly location: string;
      readonly bytes: Uint8Array;
      /** POSIX permission bits (`0o600`); absent where the system has none. */
      readonly mode?: number;
    }
  | { readonly state: 'missing' }
  /** Not looked up: an untrusted workspace, or outside what may be read. */
  | { readonly state: 'skipped' }
  | {
      readonly state: 'unreadable';
      readonly reason: string;
      /** POSIX permission bits of a file that is there, but closed to this user. */
      readonly mode?: number;
      /** It is larger than files of its kind are. */
      readonly isTooLarge?: true;
    };

/** All that a rule may know besides the document itself. Immutable; collected before any rule runs. */
export interface Facts {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly serverVersion: ServerVersion;
  /** Nobody named a version, so `serverVersion` is the newest one; the server may well be older. */
  readonly versionIsAssumed?: boolean;
  /** Absent where it is not known how the server is started. */
  readonly configExpand?: ConfigExpand;
  /** The settings of the document that an operator overwrites with its own, by dotted path. */
  readonly setByOperator?: readonly string[];
  /** The server that the document is judged for; absent where it is judged for itself. */
  readonly server?: ServerFact;
  readonly platform: Platform;
  /** The user named the platform: what he says goes before what the paths of a file look like. */
  readonly platformIsGiven?: true;
  readonly edition: Edition;
  /** By the path as the document writes it. */
  readonly files: ReadonlyMap<string, FileFact>;
  readonly expiryWarningDays: number;
  /** Host names or addresses by which clients and members reach this deployment. */
  readonly memberHosts: readonly string[];
  /** What the files of the workspace say of the deployment, by the names of these files; absent where nothing is known. */
  readonly deployment?: ReadonlyMap<string, DeploymentPart>;
  /** Where the document itself is on this machine, where that is known. */
  readonly filePath?: string;
  /** Permission bits of the document itself, where known. */
  readonly fileMode?: number;
  /** Real cryptography; absent where the host has none, and checks that need it are left out then. */
  readonly crypto?: CryptoPort;
}
