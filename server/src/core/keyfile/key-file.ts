import { decodeText, encodingOf, type Encoding } from '../text/decode-text.ts';
import { readMongodYaml } from '../yaml/mongod/read.ts';
import type { Span } from '../text/span.ts';
import { Key, readKey } from './key-text.ts';
import type { YamlNode } from '../yaml/tree.ts';

/** A keyfile (`security.keyFile`), as both ages of the server read it. Rules choose by the server's version. */
export interface KeyFile {
  readonly kind: 'keyfile';
  readonly text: string;
  /** 4.2 and later: YAML (server-behaviour.md K3). */
  readonly yaml: YamlKeys;
  /** Before 4.2: all of the file is one key. */
  readonly raw: Key;
  /** Of the file, where it is known: before 4.2 only single bytes are read. */
  readonly encoding: Encoding;
  /** No keyfile has so much text, and what it says was not read. */
  readonly isTooLong?: true;
}

/** What a server of 4.2 or later finds in a keyfile. */
interface YamlKeys {
  /** In order, nested lists flattened. */
  readonly keys: readonly Key[];
  /** Why there are none, or why one of them cannot be a key. */
  readonly obstacle?: KeyObstacle;
  /** The server silently reads nothing from here on; absent where it reads all. */
  readonly unread?: Span;
}

export interface KeyObstacle {
  /** `nothing`: an empty file, only comments, a null. */
  readonly reason: 'not-yaml' | 'nothing' | 'map' | 'empty-list' | 'null-item' | 'map-item';
  readonly span: Span;
}

/** Two keys of 1024 characters leave room for comments (UTF-16 units). */
const longestText = 64 * 1024;

/** Reads a keyfile. Never throws. */
export function parseKeyFile(text: string, encoding: Encoding = 'UTF-8'): KeyFile {
  if (text.length > longestText)
    return { kind: 'keyfile', text, yaml: { keys: [] }, raw: Key.ofRaw(''), encoding, isTooLong: true };
  return { kind: 'keyfile', text, yaml: readYamlKeys(text), raw: Key.ofRaw(text), encoding };
}

const readBefore = new WeakMap<Uint8Array, KeyFile>();

/** Reads a keyfile from its bytes. Equal arrays are read once. */
export function parseKeyFileBytes(bytes: Uint8Array): KeyFile {
  const known = readBefore.get(bytes);
  if (known) return known;
  const file = parseKeyFile(decodeText(bytes), encodingOf(bytes).name);
  readBefore.set(bytes, file);
  return file;
}

function readYamlKeys(text: string): YamlKeys {
  const { root, problems, readTo } = readMongodYaml(text);
  const [problem] = problems;
  if (problem) {
    // the reader's message may quote the file, and so the key
    return { keys: [], obstacle: { reason: 'not-yaml', span: problem.span } };
  }
  const unread = unreadSpan(text, readTo);
  const rest = unread ? { unread } : {};
  if (!root || root.kind === 'null') {
    return { keys: [], obstacle: { reason: 'nothing', span: root?.span ?? [0, 0] }, ...rest };
  }
  if (root.kind === 'map') return { keys: [], obstacle: { reason: 'map', span: firstKey(root) }, ...rest };
  const keys: Key[] = [];
  const obstacle = collect(root, text, keys);
  if (obstacle) return { keys, obstacle, ...rest };
  if (keys.length === 0) return { keys, obstacle: { reason: 'empty-list', span: root.span }, ...rest };
  return { keys, ...rest };
}

/** Adds the keys below a node; answers with the first thing that is none. */
function collect(node: YamlNode, text: string, keys: Key[]): KeyObstacle | undefined {
  switch (node.kind) {
    case 'scalar':
      keys.push(readKey(text, node));
      return undefined;
    case 'null':
      return { reason: 'null-item', span: node.span };
    case 'map':
      return { reason: 'map-item', span: firstKey(node) };
    case 'list':
      for (const item of node.items) {
        const obstacle = collect(item, text, keys);
        if (obstacle) return obstacle;
      }
      return undefined;
  }
}

function firstKey(map: Extract<YamlNode, { kind: 'map' }>): Span {
  return map.pairs[0]?.keySpan ?? map.span;
}

/** What lies behind the part the server reads; comments and document markers at the end are no loss. */
function unreadSpan(text: string, readTo: number): Span | undefined {
  const rest = text.slice(readTo);
  const start = /^(?:\s|#.*|(?:---|\.\.\.)(?=\s|$))*/.exec(rest)?.[0].length ?? 0;
  const end = rest.trimEnd().length;
  return start < end ? [readTo + start, readTo + end] : undefined;
}
