import type { CommandLine } from '../command-lines/command-line.ts';
import type { ImageMaker } from '../server/server-kind.ts';
import type { Config } from '../config/config.ts';
import type { ServerProgram } from '../catalogue/catalogue.ts';
import type { ServerVersion } from '../server/server-version.ts';
import type { Span } from '../text/span.ts';
import type { Mounts } from './mounts.ts';

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
