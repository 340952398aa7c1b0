import type { CommandLines } from '../command-lines/command-line.ts';
import type { ClientOptions } from '../client-options/client-options.ts';
import type { ConnectionString } from '../client-options/connection-string.ts';
import type { Config } from '../config/config.ts';
import type { KeyFile } from '../keyfile/key-file.ts';
import type { Pem } from '../pem/model/pem.ts';

/** The document kinds, each with the model its rules get. */
export interface Documents {
  config: Config;
  keyfile: KeyFile;
  pem: Pem;
  /** mongod and mongos command lines inside a file of another language. */
  commandline: CommandLines;
  /** A connection string inside a file of another language. */
  uri: ConnectionString;
  /** The options that a program gives its driver. */
  options: ClientOptions;
}

export type DocumentKind = keyof Documents;

export type LintDocument = Documents[DocumentKind];
