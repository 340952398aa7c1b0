import type { KeyFile } from '../models/key-file.ts';
import { hasReached, type ServerVersion } from '../server-version.ts';
import type { Hover } from './hover.ts';
import { enumeration } from './markdown.ts';

/** How many keys a server finds in a keyfile and how long they are; never the keys. */
export function describeKeyFile({ yaml, raw }: KeyFile, version: ServerVersion): string {
  const keys = hasReached(version, '4.2') ? yaml.keys : [raw];
  if (keys.length === 0) return 'The server finds no key in it.';
  const lengths = enumeration(keys.map(({ length }) => String(length)));
  const count = keys.length === 1 ? 'one key' : `${String(keys.length)} keys`;
  return `It holds ${count} of ${lengths} characters.`;
}

/** Tells of the key at an offset of a keyfile which one it is and how long; undefined beside the keys. */
export function hoverKeyFileAt(keyFile: KeyFile, offset: number, version: ServerVersion): Hover | undefined {
  const keys = hasReached(version, '4.2') ? keyFile.yaml.keys : [keyFile.raw];
  const index = keys.findIndex(({ span }) => offset >= span[0] && offset <= span[1]);
  const key = keys[index];
  if (!key) return undefined;
  const which = keys.length === 1 ? 'The key' : `Key ${String(index + 1)} of ${String(keys.length)}`;
  const role =
    keys.length === 1
      ? ''
      : index === 0
        ? ' Members log in to others with it.'
        : ' Members accept it from others: for the time of a rotation.';
  const blanks = ' Blanks and line breaks do not count.';
  return {
    span: key.span,
    markdown: `${which}: ${String(key.length)} characters of at least 6 and at most 1024.${blanks}${role}`,
  };
}
