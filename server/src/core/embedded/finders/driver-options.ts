import { parseClientOptions } from '../../client-options/client-options.ts';
import { driverOf } from '../../client-options/imported-driver.ts';
import { CharacterPlace } from '../character-place.ts';
import type { HostText } from '../finder.ts';
import { embedded, type Embedded } from '../host-file.ts';

/** Calls that make a client, and get its options. */
const call =
  /\b(?:(?:Async)?MongoClient|AsyncIOMotorClient|MotorClient|MongoReplicaSetClient|PyMongo|(?:mongoengine\.|me\.|mongoose\.)?(?:connect|register_connection|createConnection))[ \t]*\(/g;
/** Longer than the arguments of any such call. */
const longest = 5000;

/** Options that a program gives PyMongo or the Node.js driver, in a file that imports it. */
export function* driverOptions({ text, depth }: HostText): Iterable<Embedded> {
  if (depth > 0 || !/\bssl_?[a-zA-Z]/.test(text)) return;
  const driver = driverOf(text);
  if (driver !== 'pymongo' && driver !== 'node') return;
  let end = 0;
  for (const { 0: opening, index } of text.matchAll(call)) {
    const start = index + opening.length;
    if (start < end) continue;
    end = closing(text, start);
    const inner = text.slice(start, end);
    const document = parseClientOptions(inner, driver);
    if (document.options.length === 0) continue;
    const pieces = [{ host: start, hostLength: inner.length, text: inner }];
    yield embedded(new CharacterPlace(pieces, start, (written) => written), {
      document,
      name: opening.replace(/\($/, '').trimEnd(),
    });
  }
}

/** Where the parentheses of a call end, of which the first one is open. */
function closing(text: string, start: number): number {
  const limit = Math.min(text.length, start + longest);
  let depth = 1;
  for (let at = start; at < limit; at++) {
    const character = text.charAt(at);
    if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return at;
  }
  return limit;
}
