import { isMap, isScalar, isSeq, Scalar, type YAMLMap } from 'yaml';
import { optionByFlag } from '../../catalogue/catalogue.ts';
import { readFlags } from '../../command-lines/command-flags.ts';
import type { CommandLine, Flag } from '../../command-lines/command-line.ts';
import { readWords, type Word } from '../../command-lines/command-words.ts';
import type { HostText } from '../finder.ts';
import type { Embedded } from '../host-file.ts';
import { commandLineAt } from '../read-document.ts';
import { versionAt } from '../version-at.ts';
import { childOf, pathName, readHostYaml, textBelow, textOf } from '../yaml-host.ts';

const key = /^(?:mongo(?:db|d|s)?)?extraflags$/i;

/** Flags that a chart of Bitnami, or one like it, adds to the command line of the server: `extraFlags` in its values. */
export function* chartFlags(host: HostText): Iterable<Embedded> {
  // places of a part are not those of the file
  if (host.depth > 0 || !/extraflags["']?[ \t]*:/i.test(host.text)) return;
  for (const root of readHostYaml(host.text)) {
    for (const found of flagsBelow(root, [], [])) {
      const words = wordsOf(host.text, found.value);
      const flags = readFlags(words, true);
      const [first, last] = [words[0], words.at(-1)];
      if (!first || !last || flags.length === 0 || !isServers(found, flags)) continue;
      const version = versionAt(found, root) ?? host.version;
      const command: CommandLine = {
        program: found.path.some((part) => /mongos/i.test(part)) ? 'mongos' : 'mongod',
        span: [first.span[0], last.span[1]],
        flags,
        complete: false,
        conditional: false,
        ...(version ? { version } : {}),
      };
      yield commandLineAt(host, command, pathName(found.path));
    }
  }
}

interface Found {
  readonly value: unknown;
  readonly path: readonly string[];
  /** The maps around it, innermost first. */
  readonly maps: readonly YAMLMap[];
}

/** Deeper than the values of any chart. */
const maxDepth = 20;

function* flagsBelow(node: unknown, path: readonly string[], maps: readonly YAMLMap[]): Iterable<Found> {
  if (!isMap(node) || path.length > maxDepth) return;
  for (const pair of node.items) {
    const name = textOf(pair.key) ?? '?';
    const below = [...path, name];
    if (key.test(name)) yield { value: pair.value, path: below, maps: [node, ...maps] };
    else yield* flagsBelow(pair.value, below, [node, ...maps]);
  }
}

function wordsOf(text: string, value: unknown): readonly Word[] {
  if (isSeq(value)) return value.items.flatMap((item) => wordOf(text, item) ?? []);
  const all = wordOf(text, value);
  if (!all) return [];
  const isQuoted =
    isScalar(value) && (value.type === Scalar.QUOTE_DOUBLE || value.type === Scalar.QUOTE_SINGLE);
  const outer = isQuoted ? { outer: text.charAt(all.span[0] - 1) } : {};
  return readWords(text, all.span[0], { kind: 'shell', ...outer }).words.filter(
    ({ span }) => span[1] <= all.span[1],
  );
}

/** A scalar as one word, where it stands in the text as it is. */
function wordOf(text: string, node: unknown): Word | undefined {
  if (!isScalar(node) || !node.range || typeof node.value !== 'string') return undefined;
  const quote = node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE ? 1 : 0;
  const start = node.range[0] + quote;
  const written = text.slice(start, node.range[1] - quote);
  return { text: written, span: [start, start + written.length] };
}

/** Whether the flags are for mongod or mongos: the keys or the image around them say so, or only these have such flags. */
function isServers({ path, maps }: Found, flags: readonly Flag[]): boolean {
  if (path.some((part) => /mongo/i.test(part))) return true;
  for (const map of maps) {
    const image = childOf(map, 'image');
    const name = isMap(image) ? textBelow(image, 'repository') : textOf(image);
    if (name !== undefined) return /mongo/i.test(name);
  }
  const known = flags.map(({ name }) => optionByFlag(name)?.option.path);
  return (
    known.every((option) => option !== undefined) &&
    known.some((option) => /^(?:net\.(?:tls|ssl)|storage|replication|sharding)\./.test(option))
  );
}
