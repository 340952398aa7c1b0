import { parseCommandLines } from '../../command-lines/find-commands.ts';
import type { HostText } from '../finder.ts';
import type { Embedded } from '../host-file.ts';
import { commandLineAt } from '../read-document.ts';

/** Command lines of the servers and the shells, as they stand in the file. */
export function* commandLines({ text, fileName, depth }: HostText): Iterable<Embedded> {
  // those of its parts are found with the file
  if (depth > 0) return;
  const found = parseCommandLines(text, fileName);
  for (const command of found.commands) yield commandLineAt(found, command);
}
