import type { ServerVersion } from '../server-version.ts';
import type { Span } from '../span.ts';
import { runsOf } from './command-runs.ts';
import { variableCommands } from './command-variables.ts';
import { versionComment } from './config.ts';
import { argumentCommands, joinParts, namedCommand } from './container-commands.ts';
import { dockerfileCommands } from './dockerfile-commands.ts';
import { shownTexts } from './here-text.ts';

/** The programs whose flags are judged; the database tools and mongosqld keep their ssl names and are left alone. */
export type CommandProgram = 'mongod' | 'mongos' | 'mongosh' | 'mongo';

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
  /** All that the program is told is here: no file, variable, template or other key of a manifest may add to it. */
  readonly complete: boolean;
  /** Some of it stands under a template's condition. */
  readonly conditional: boolean;
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

/**
 * Finds the command lines of a text: shell words with `\` at line ends, JSON arrays, YAML lists in either style and folded
 * text, the arguments alone where a manifest gives them to an image of MongoDB, and flags in a variable. A program without a `--flag` behind it is
 * prose, and so is a line that is a comment or is only shown to the user. Never throws.
 */
export function parseCommandLines(text: string, fileName = ''): CommandLines {
  const found = commandsOf(text);
  const stated = found.length === 0 ? undefined : versionComment(text);
  const commands = stated ? found.map((command) => ({ ...command, version: stated })) : found;
  const comment = commentOf(fileName);
  return { kind: 'commandline', text, commands, ...(comment === undefined ? {} : { comment }) };
}

function commandsOf(text: string): CommandLine[] {
  // the cost of a file that has nothing to do with MongoDB
  if (!text.includes('mongo') || !text.includes('--')) return [];
  const isShown = shownTexts(text);
  const runs = runsOf(text, isShown);
  const found = [
    ...runs.filter(({ flags }) => flags.length > 0).map((run) => namedCommand(text, run)),
    ...variableCommands(text, runs, isShown).map((command) => ({ command })),
    ...argumentCommands(text, isShown),
    ...dockerfileCommands(text, isShown).map((command) => ({ command })),
  ];
  let end = 0;
  const apart = found
    .sort((a, b) => a.command.span[0] - b.command.span[0])
    .filter(({ command: { span } }) => {
      const isNew = span[0] >= end;
      if (isNew) end = span[1];
      return isNew;
    });
  return joinParts(apart);
}

function commentOf(fileName: string): string | undefined {
  if (/\.json$/i.test(fileName)) return undefined;
  return /\.(bat|cmd)$/i.test(fileName) ? 'REM #' : '#';
}
