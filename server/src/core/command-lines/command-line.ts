import type { ServerVersion } from '../server/server-version.ts';
import type { Span } from '../text/span.ts';

/** The database tools; all but bsondump connect to a server. */
export const databaseTools = [
  'mongodump',
  'mongorestore',
  'mongoexport',
  'mongoimport',
  'mongofiles',
  'mongostat',
  'mongotop',
  'mongooplog',
  'bsondump',
] as const;

export type DatabaseTool = (typeof databaseTools)[number];

/** The programs whose flags are judged; mongosqld keeps its ssl names and is left alone. */
export type CommandProgram = 'mongod' | 'mongos' | 'mongosh' | 'mongo' | 'mongodb_exporter' | DatabaseTool;

/** Whether a program is one of the database tools. */
export function isDatabaseTool(program: string): program is DatabaseTool {
  return (databaseTools as readonly string[]).includes(program);
}

/** Whether a program is a server. The others take plain arguments, and connect to one. */
export function isServer(program: CommandProgram): program is 'mongod' | 'mongos' {
  return program === 'mongod' || program === 'mongos';
}

/** One flag of a command line, with its value if it has one. */
export interface Flag {
  /** Without dashes: `sslMode`; `-f` is `config`. */
  readonly name: string;
  /** The flag's name with its dashes, without an equals sign. */
  readonly span: Span;
  /** undefined where there is none, or where the shell or a template fills it in. */
  readonly value: string | undefined;
  /** The value as written, without quotes around it; absent where there is none. */
  readonly valueSpan?: Span;
}

export interface CommandLine {
  readonly program: CommandProgram;
  readonly span: Span;
  readonly flags: readonly Flag[];
  /** All that the program is told is here or in the file of --config: no variable, template or other key of a manifest may add to it. */
  readonly complete: boolean;
  /** Some of it stands under a template's condition. */
  readonly conditional: boolean;
  /** Where the manifest gives the image a first user, for whom its entrypoint adds --auth (server-behaviour.md IM1). */
  readonly firstUser?: Span;
  /** It runs in a container or on another machine, of whose files nothing is known. */
  readonly isElsewhere?: true;
  /** What a comment in the file or the image that runs the command says of the server's version. */
  readonly version?: ServerVersion;
}

/** A text of another language (shell, Dockerfile, compose file, unit, manifest) with MongoDB command lines in it. */
export interface CommandLines {
  readonly kind: 'commandline';
  readonly text: string;
  readonly commands: readonly CommandLine[];
  /** What begins a comment in it; absent where it has none. */
  readonly comment?: string;
}
