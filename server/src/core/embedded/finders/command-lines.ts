import { configOfCommand } from '../../command-lines/command-config.ts';
import { embedded, type Embedded } from '../host-file.ts';
import type { HostText } from '../finder.ts';
import { samePlace } from '../place.ts';
import { parseCommandLines } from '../../command-lines/find-commands.ts';

/** Command lines of the servers and the shells, as they stand in the file. Each is a server of its own, and a configuration too. */
export function* commandLines({ text, fileName, depth }: HostText): Iterable<Embedded> {
  // those of its parts are found with the file
  if (depth > 0) return;
  const place = samePlace(text);
  const found = parseCommandLines(text, fileName);
  for (const command of found.commands) {
    const { program, span, version } = command;
    const document = { ...found, commands: [command] };
    const config = configOfCommand(document, command);
    yield embedded(place, {
      document,
      name: program,
      within: span,
      judged: config ? [document, config] : [document],
      ...(version ? { version } : {}),
    });
  }
}
