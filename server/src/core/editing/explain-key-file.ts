import { enumeration } from '../text/words.ts';
import { keysOf } from '../keyfile/key-file-faults.ts';
import type { KeyFile } from '../keyfile/key-file.ts';
import { longestKey, type Key } from '../keyfile/key-text.ts';
import type { ServerVersion } from '../server/server-version.ts';
import { type Hover, code } from './markdown.ts';

/** What the outside knows of keys, so that equal ones can be told without showing them. */
export interface KeyNames {
  /** A short name: the same for equal keys, and nothing can be told of the key by it. */
  readonly fingerprint: (key: Key) => string;
  /** Where else the same key stands, as a user calls the files. */
  readonly elsewhere: (key: Key) => readonly string[];
}

/** How many keys a server finds in a keyfile and how long they are; never the keys. */
export function describeKeyFile(
  keyFile: KeyFile,
  version: ServerVersion,
  fingerprint?: KeyNames['fingerprint'],
): string {
  const keys = keysOf(keyFile, version);
  if (keys.length === 0) return 'The server finds no key in it.';
  const lengths = enumeration(keys.map(({ length }) => String(length)));
  const count = keys.length === 1 ? 'one key' : `${String(keys.length)} keys`;
  const fingerprints = fingerprint
    ? ` ${keys.length === 1 ? 'Fingerprint' : 'Fingerprints'}: ${enumeration(keys.map((key) => code(fingerprint(key))))}.`
    : '';
  return `It holds ${count} of ${lengths} characters.${fingerprints}`;
}

/** Tells of the key at an offset of a keyfile which one it is and how long; undefined beside the keys. */
export function hoverKeyFileAt(
  keyFile: KeyFile,
  offset: number,
  version: ServerVersion,
  names?: KeyNames,
): Hover | undefined {
  const keys = keysOf(keyFile, version);
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
  const parts = [
    `${which}: ${lengthOf(key)}, at least 6. Blanks and line breaks do not count.${role}`,
    ...(names ? explainName(key, names) : []),
  ];
  return { span: key.span, markdown: parts.join('\n\n') };
}

/** `756/1024 characters`: those that count, of those that a server takes at most. */
export function lengthOf(key: Key): string {
  return `${String(key.length)}/${String(longestKey)} characters`;
}

function explainName(key: Key, { fingerprint, elsewhere }: KeyNames): string[] {
  const others = elsewhere(key);
  return [
    `Fingerprint ${code(fingerprint(key))}: the same for equal keys until the language server starts anew.`,
    ...(others.length === 0 ? [] : [`The same key stands in ${enumeration(others.map(code))}.`]),
  ];
}
