import { parseClientOptions } from '../../client-options/client-options.ts';
import { driverOf } from '../../client-options/imported-driver.ts';
import { closingBracket } from '../../text/brackets.ts';
import { CharacterPlace } from '../character-place.ts';
import type { HostText } from '../finder.ts';
import { embedded, type Embedded } from '../host-file.ts';

/** Calls that make a client, and get its options. */
const call =
  /\b(?:(?:Async)?MongoClient|AsyncIOMotorClient|MotorClient|MongoReplicaSetClient|PyMongo|(?:mongoengine\.|me\.|mongoose\.)?(?:connect|register_connection|createConnection))[ \t]*\(/g;
/** Options under a name of their own, which a call gets. */
const assignment = /(?<![\w.$])([A-Za-z_$][\w$]{0,60})[ \t]{0,9}(?::[^=\n]{1,80})?=[ \t]{0,9}(?:dict\(|\{)/g;
const word = /(?<![\w$"']|[\w$)\]]\.)[A-Za-z_$][\w$]{0,60}(?![\w$]*["'(=:])/g;
/** Longer than the arguments of any such call. */
const longest = 5000;

/** Options that a program gives PyMongo or the Node.js driver, in a file that imports it. */
export function* driverOptions({ text, depth }: HostText): Iterable<Embedded> {
  if (depth > 0 || !/\b(?:ssl|tls)_?[a-zA-Z]|checkServerIdentity/.test(text)) return;
  const driver = driverOf(text);
  if (driver !== 'pymongo' && driver !== 'node') return;
  const given = new Set<string>();
  let end = 0;
  for (const { name, start } of openings(text, call)) {
    if (start < end) continue;
    end = closingBracket(text, start, Math.min(text.length, start + longest));
    for (const [argument] of text.slice(start, end).matchAll(word)) given.add(argument);
    yield* optionsIn(text, start, end, { name, driver });
  }
  if (given.size === 0) return;
  for (const { name, start } of openings(text, assignment)) {
    const variable = /^[\w$]+/.exec(name)?.[0] ?? '';
    if (!given.has(variable)) continue;
    const close = closingBracket(text, start, Math.min(text.length, start + longest));
    yield* optionsIn(text, start, close, { name: variable, driver });
  }
}

function* openings(text: string, pattern: RegExp): Iterable<{ name: string; start: number }> {
  for (const { 0: opening, index } of text.matchAll(pattern))
    yield { name: opening.replace(/\($/, '').trimEnd(), start: index + opening.length };
}

function* optionsIn(
  text: string,
  start: number,
  end: number,
  { name, driver }: { readonly name: string; readonly driver: 'pymongo' | 'node' },
): Iterable<Embedded> {
  const inner = text.slice(start, end);
  const document = parseClientOptions(inner, driver);
  if (document.options.every(({ name }) => name === 'key')) return;
  const pieces = [{ host: start, hostLength: inner.length, text: inner }];
  yield embedded(new CharacterPlace(pieces, start, (written) => written), { document, name });
}
