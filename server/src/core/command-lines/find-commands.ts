import { runsOf } from './command-runs.ts';
import { variableCommands } from './command-variables.ts';
import { statedIn } from '../config/directives.ts';
import { containerRuns } from './container-runs.ts';
import { argumentCommands, joinParts, namedCommand } from './container-commands.ts';
import { extraFlagCommands } from './extra-flags.ts';
import { dockerfileCommands } from './dockerfile-commands.ts';
import { shownTexts } from './here-text.ts';
import type { CommandLine, CommandLines } from './command-line.ts';

/**
 * Finds the command lines of a text: shell words with `\` at line ends, JSON arrays, YAML lists in either style and folded
 * text, the arguments alone where a manifest gives them to an image of MongoDB, and flags in a variable. A program without a `--flag` behind it is
 * prose, and so is a line that is a comment or is only shown to the user. Never throws.
 */
export function parseCommandLines(text: string, fileName = ''): CommandLines {
  const found = commandsOf(text);
  const stated = found.length === 0 ? undefined : statedIn(text).version;
  const commands = stated ? found.map((command) => ({ ...command, version: stated })) : found;
  const comment = commentOf(fileName);
  return { kind: 'commandline', text, commands, ...(comment === undefined ? {} : { comment }) };
}

function commandsOf(text: string): CommandLine[] {
  // the cost of a file that has nothing to do with MongoDB
  if (!/--|[\s"']-f\b/.test(text) || !/mongo|MONGODB_EXTRA/.test(text)) return [];
  const isShown = shownTexts(text);
  const runs = runsOf(text, isShown);
  const containers = containerRuns(text);
  const found = [
    ...runs.filter(({ flags }) => flags.length > 0).map((run) => namedCommand(text, run, containers)),
    ...variableCommands(text, runs, isShown).map((command) => ({ command })),
    ...argumentCommands(text, isShown),
    ...dockerfileCommands(text, isShown).map((command) => ({ command })),
    ...extraFlagCommands(text, isShown).map((command) => ({ command })),
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

/** What begins a comment of ours in a file of this name; undefined where none can stand. */
export function commentOf(fileName: string): string | undefined {
  if (/\.json$/i.test(fileName)) return undefined;
  return /\.(bat|cmd)$/i.test(fileName) ? 'REM #' : '#';
}
