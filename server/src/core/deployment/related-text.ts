import { decodeText } from '../text/decode-text.ts';
import type { Facts } from '../facts/facts.ts';
import type { StartedServer } from './started-server.ts';

/** The text of a file that findings point into, by where it was found; empty for one that was not read. */
export function textAt(
  files: Facts['files'],
  location: string,
  servers: readonly StartedServer[] = [],
): string {
  for (const { location: start, text, configuration } of servers) {
    if (start === location) return text;
    if (configuration?.location === location) return configuration.text;
  }
  for (const file of files.values()) {
    if (file.state === 'present' && file.location === location) return decodeText(file.bytes);
  }
  return '';
}
