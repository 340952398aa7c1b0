import type { Embedded } from '../host-file.ts';
import type { HostText } from '../finder.ts';
import { CharacterPlace } from '../character-place.ts';
import { documentAt } from '../read-document.ts';

const variable = 'MONGODB_REPLICA_SET_KEY';
const start = new RegExp(
  String.raw`(?<![\w$.{-])${variable}["']?(?:[ \t]*[:=]|[ \t]*\r?\n[ \t]*value[ \t]*:)[ \t]*(["']?)`,
  'g',
);

/** More than any file has of them. */
const mostKeys = 100;

/** The key that Bitnami's images write into the keyfile of a replica set: the value of a variable (server-behaviour.md IM6). */
export function* replicaSetKeys(host: HostText): Iterable<Embedded> {
  const { text } = host;
  if (host.depth > 0 || !text.includes(variable)) return;
  let count = 0;
  for (const { 0: head, 1: quote = '', index } of text.matchAll(start)) {
    if (++count > mostKeys) return;
    const from = index + head.length;
    const line = /^[^\r\n]{0,2000}/.exec(text.slice(from, from + 2000))?.[0] ?? '';
    const value = quote === '' ? (/^[^\s"'#]*/.exec(line)?.[0] ?? '') : (line.split(quote)[0] ?? '');
    // what a shell, a template or a reader fills in is none
    if (value === '' || /[$<>{}%&*!|\\]/.test(value) || isComment(text, index)) continue;
    const place = new CharacterPlace(
      [{ host: from, hostLength: value.length, text: value }],
      from,
      (key) => key,
    );
    yield documentAt('keyfile', place, { name: variable });
  }
}

function isComment(text: string, offset: number): boolean {
  return /^[ \t]*(?:#|\/\/)/.test(text.slice(text.lastIndexOf('\n', offset) + 1, offset));
}
