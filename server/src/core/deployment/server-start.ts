import type { CommandLine } from '../command-lines/command-line.ts';
import type { ImageMaker } from '../server/server-kind.ts';
import type { Config } from '../config/config.ts';
import type { ServerProgram } from '../catalogue/catalogue.ts';
import type { ServerVersion } from '../server/server-version.ts';
import type { Span } from '../text/span.ts';
import type { Mount, Mounts } from './mounts.ts';

/** What one file says of a server that it starts. All spans are places of that file. */
export interface ServerStart {
  /** The name of its service or container, else its program. */
  readonly name: string;
  readonly program: ServerProgram;
  /** The names by which others on its network reach it, without a port; absent where these are not known. */
  readonly hosts?: readonly string[];
  /** Where it is started: its command line, or else the name of its service or container. */
  readonly span: Span;
  /** Of its image; absent where that is not known. */
  readonly version?: ServerVersion;
  readonly maker?: ImageMaker;
  /** Its command line, and the configuration that this is; absent where it is started without flags. */
  readonly command?: CommandLine;
  readonly flags?: Config;
  /** The file that `--config` names, as a path that the server sees. */
  readonly configPath?: string;
  /** The paths that its container is given; absent where it runs without a container. */
  readonly mounts?: Mounts;
  /** The pods that run it, where they have names of their own, as those of a StatefulSet; absent for all others. */
  readonly pods?: readonly Pod[];
  /** The service of compose that it is; absent for all others. */
  readonly service?: ComposeService;
}

/** A pod of a StatefulSet. */
export interface Pod {
  readonly name: string;
  /** Its addresses, the one that other members use first. */
  readonly hosts: readonly string[];
}

/** A variable of the environment, at its place. */
export interface Variable {
  readonly name: string;
  /** Absent where it is not written out or not needed; that of `MONGODB_REPLICA_SET_KEY` is a secret. */
  readonly value?: string;
  readonly span: Span;
}

/** A file with variables of the environment, which a service names. */
export interface EnvFile {
  /** Relative to the folder of the compose file. */
  readonly path: string;
  readonly span: Span;
}

/** What a compose file says of a service, which another file may add to. */
export interface ComposeService {
  readonly name: string;
  /** Its file overrides another one of the same folder. */
  readonly isOverride: boolean;
  /** As written. */
  readonly image?: string;
  readonly hasCommand: boolean;
  /** The script of its image is what starts the server. */
  readonly runsScript: boolean;
  readonly mounts: readonly Mount[];
  /** All that it mounts was understood, and it takes nothing from elsewhere. */
  readonly isWhole: boolean;
  readonly variables: readonly Variable[];
  readonly envFiles: readonly EnvFile[];
}

/** A key of a ConfigMap or Secret. */
export interface DataEntry {
  readonly resource: string;
  readonly name: string;
  readonly namespace?: string;
  readonly key: string;
  readonly span: Span;
}

/** What a file of another language says of servers. */
export interface StartsOfFile {
  readonly servers: readonly ServerStart[];
  readonly data: readonly DataEntry[];
}
