import { parseConfig, type ConfigOrigin } from '../config/config.ts';
import { parseKeyFile } from '../keyfile/key-file.ts';
import { parsePem } from '../pem/model/pem.ts';
import type { ServerVersion } from '../server/server-version.ts';
import { configOfCommand } from '../command-lines/command-config.ts';
import type { CommandLine, CommandLines } from '../command-lines/command-line.ts';
import { embedded, type Embedded } from './host-file.ts';
import { samePlace, type Place } from './place.ts';
import type { TargetKind } from './target.ts';

/** Reads a text inside a file as a document of a kind. */
export function documentAt(
  kind: TargetKind,
  place: Place,
  about: Omit<ConfigOrigin, 'fileName'> & {
    readonly name: string;
    readonly version?: ServerVersion | undefined;
    readonly isExample?: true;
    readonly setByOperator?: readonly string[];
    /** The name or path of the file that it becomes. */
    readonly target?: string;
  },
): Embedded {
  const { name, version, isExample, setByOperator, target, ...origin } = about;
  const found = {
    name,
    ...(version ? { version } : {}),
    ...(isExample ? { isExample } : {}),
    ...(setByOperator?.length ? { setByOperator } : {}),
    ...(target?.startsWith('/') === true ? { target } : {}),
  };
  switch (kind) {
    case 'config':
      return embedded(place, {
        ...found,
        document: parseConfig(place.text, origin),
      });
    case 'keyfile':
      return embedded(place, { ...found, document: parseKeyFile(place.text) });
    case 'pem':
      return embedded(place, { ...found, document: parsePem(place.text) });
  }
}

/** A command line as it stands in a file: a server of its own, and a configuration too. `found` is what is known of the text. */
export function commandLineAt(
  found: Pick<CommandLines, 'text' | 'comment'>,
  command: CommandLine,
  name: string = command.program,
  isExample?: true,
): Embedded {
  const { span, version } = command;
  const document: CommandLines = { kind: 'commandline', ...found, commands: [command] };
  const config = configOfCommand(document, command);
  return embedded(samePlace(found.text), {
    document,
    name,
    within: span,
    judged: config ? [document, config] : [document],
    ...(version ? { version } : {}),
    ...(isExample ? { isExample } : {}),
  });
}
