import type { Span } from '../text/span.ts';
import type { ServerVersion } from '../server/server-version.ts';
import { indentOf, lineEnd, type Layout } from './command-words.ts';
import { versionOfImage, versionOfTag } from './image.ts';

/** The names of images whose entrypoint runs mongod with the arguments it is given, with the tag of one. */
const image =
  /(?:^|[\s"'=/])(?:mongo|percona-server-mongodb|mongodb-(?:community|enterprise)-server):v?(\d[\w.-]*)/g;
export const serverImage =
  /^["']?(?:[\w.:-]+\/)*(?:mongo|percona-server-mongodb|mongodb-(?:community|enterprise)-server)(?:[:@][^"'\s/]*)?["']?(?:\s+#|$)/;

/** The version of the last image of MongoDB that a text names; undefined where there is none, or a variable says it. */
export function imageVersion(text: string): ServerVersion | undefined {
  const tag = [...text.matchAll(image)].at(-1)?.[1];
  return tag === undefined ? undefined : versionOfTag(tag);
}

/** The images that a Dockerfile builds on, the last one first. */
export function baseImages(text: string): { index: number; version: ServerVersion | undefined }[] {
  return [...text.matchAll(/^[ \t]*FROM[ \t]+[^\n]*/gim)]
    .map(({ index, 0: line }) => ({ index, version: versionOfImage(imageOfStage(line)) }))
    .reverse();
}

/** The image of a stage: what FROM says without its flags. */
function imageOfStage(line: string): string {
  return line.replace(/^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*/i, '');
}

/** What the manifest says of the container whose command or arguments stand at a key. */
export interface Container {
  /** What runs with arguments that begin with a flag: the entrypoint, or what the image has for one. */
  readonly server: 'mongod' | 'mongos' | undefined;
  /** Where the map begins: the same for all keys of one container. */
  readonly start: number;
  /** The entrypoint is understood and no variable says the image's version. */
  readonly known: boolean;
  /** The keys that bring flags, or what is not understood. */
  readonly parts: readonly string[];
  readonly version: ServerVersion | undefined;
  /** The entrypoint is a shell with the command as its text: what the image or `command` adds is no flag of the server. */
  readonly isShell: boolean;
  /** Where the container's environment names a first user for the entrypoint of the image to make. */
  readonly firstUser: Span | undefined;
}

/** A key of a manifest that holds a command or the arguments of one. */
export interface CommandKey {
  readonly name: string;
  /** Where its value begins, which may be on a later line. */
  readonly from: number;
  /** The column of the key. */
  readonly column: number;
  readonly lineStart: number;
}

const keyLine = /^([ \t]*(?:-[ \t]+)*)["']?([\w.-]+)["']?[ \t]*:(?=[ \t\r]|$)[ \t]*/;
/** How far a container is looked at, and how many of them: more than any manifest needs. */
const maxLines = 100;
const maxKeys = 300;

/** The key of a YAML map that begins on a line. */
function keyOfLine(text: string, lineStart: number): CommandKey | undefined {
  const match = keyLine.exec(text.slice(lineStart, lineEnd(text, lineStart)));
  if (!match) return undefined;
  const [all, { length: column } = '', name = ''] = match;
  return { name, column, lineStart, from: lineStart + all.length };
}

/** The key whose value an offset lies in: that of its own line, or of the next one above that stands less deep. */
export function owningKey(text: string, offset: number): CommandKey | undefined {
  let start = text.lastIndexOf('\n', offset - 1) + 1;
  const own = keyOfLine(text, start);
  if (own && own.from <= offset) return own;
  const line = text.slice(start, lineEnd(text, start));
  // the items of a list may stand as deep as its key
  let limit = indentOf(line) + (/^\s*-\s/.test(line) ? 1 : 0);
  for (let count = 0; start > 0 && count < maxLines && limit > 0; count++) {
    start = text.lastIndexOf('\n', start - 2) + 1;
    const above = text.slice(start, lineEnd(text, start));
    if (above.trim() === '' || indentOf(above) >= limit || /^\s*[#{]/.test(above)) continue;
    const key = keyOfLine(text, start);
    if (key && key.column < limit) return key;
    limit = indentOf(above);
  }
  return undefined;
}

/** Looks at the keys beside one that holds a command or arguments. */
export function containerOf(text: string, key: CommandKey): Container {
  const beside = siblings(text, key);
  const valueOf = (name: string): string | undefined => beside.get(name)?.value;
  const imageLine = valueOf('image') ?? '';
  const entries = ['entrypoint', ...(key.name === 'args' ? ['command'] : [])].flatMap(
    (name) => valueOf(name) ?? [],
  );
  const names = entries.map((value) => entryName.exec(value)?.[1]);
  const isKnown = names.every((name) => name !== undefined);
  const named = names.find((name) => name === 'mongod' || name === 'mongos');
  const entrypoint = blockOf(text, beside, 'entrypoint');
  const isShell = entrypoint !== undefined && shellText.test(text.slice(...entrypoint));
  const isBare = (value: string): boolean => {
    const match = entryName.exec(value);
    return match !== null && match[2] === undefined;
  };
  return {
    server: !isKnown ? undefined : (named ?? (serverImage.test(imageLine) ? 'mongod' : undefined)),
    start: Math.min(key.lineStart, ...[...beside.values()].map(({ start }) => start)),
    // an image whose tag is filled in may be of any version
    known: (isKnown || isShell) && !/[${]/.test(imageLine),
    isShell,
    parts: partKeys.filter((name) => !isBare(valueOf(name) ?? 'mongod')),
    version: versionOfImage(imageLine),
    firstUser: runsEntrypoint(text, imageLine, beside) ? firstUserIn(text, beside) : undefined,
  };
}

/** `sh -c`, in one word list or as items. */
const shellText = /(?:^|[\s"'[/])(?:ba|da)?sh["',\s]{1,40}(?:-\s{1,40})?["']?-[a-z]{0,3}c\b/;

type Siblings = ReadonlyMap<string, { readonly start: number }>;

/** Whether the script of the official image, or of one made like it, starts the server. */
function runsEntrypoint(text: string, imageLine: string, beside: Siblings): boolean {
  if (!serverImage.test(imageLine)) return false;
  const entrypoint = blockOf(text, beside, 'entrypoint');
  return entrypoint === undefined || text.slice(...entrypoint).includes('docker-entrypoint.sh');
}

export const userName = /\bMONGO_INITDB_ROOT_USERNAME(?:_FILE)?\b/;
export const userPassword = /\bMONGO_INITDB_ROOT_PASSWORD(?:_FILE)?\b/;

/** The name of the variable for the first user; the entrypoint makes one only where there is a password, too. */
function firstUserIn(text: string, beside: Siblings): Span | undefined {
  const span = blockOf(text, beside, 'environment') ?? blockOf(text, beside, 'env');
  if (!span) return undefined;
  const block = text.slice(...span);
  const user = userName.exec(block);
  if (!user || !userPassword.test(block)) return undefined;
  return [span[0] + user.index, span[0] + user.index + user[0].length];
}

/** A key with its value, as far as the next key beside it. */
function blockOf(text: string, beside: Siblings, name: string): Span | undefined {
  const start = beside.get(name)?.start;
  if (start === undefined) return undefined;
  const next = [...beside.values()].map((sibling) => sibling.start).filter((other) => other > start);
  return [start, Math.min(start + longestBlock, text.length, ...next)];
}

/** UTF-16 units of a value that are looked at. */
const longestBlock = 20_000;

/** The keys that may give parts of one command, in the order in which they are put together. */
export const partKeys: readonly string[] = ['entrypoint', 'command', 'args'];

/** An entrypoint that is the program, or the script of the image that runs it, perhaps with the first of the flags. */
export const entryName =
  /^[\s["'-]*(?:[\w.][\w./-]*\/|\/(?:[\w./-]*\/)?)?(mongod|mongos|docker-entrypoint\.sh)[\s\],"']*(--[\s\S]*)?$/;

/** All keys of a text that may hold the arguments of a container. */
export function commandKeys(text: string): CommandKey[] {
  return [...text.matchAll(/^[ \t]*(?:-[ \t]+)*["']?(?:command|args)["']?[ \t]*:/gm)]
    .slice(0, maxKeys)
    .flatMap(({ index }) => keyOfLine(text, index) ?? []);
}

/** The keys of the same map, each with its value on the same line or, where that is empty, with the items below it. */
function siblings(
  text: string,
  { column, lineStart }: CommandKey,
): Map<string, { value: string; start: number }> {
  const found = new Map<string, { value: string; start: number }>();
  /** Takes what a line has; false where the map ends. */
  const take = (start: number): boolean => {
    const line = text.slice(start, lineEnd(text, start));
    if (/^\s*(?:#.*)?$|^\s*(?:\{\{|\{%|<%)/.test(line)) return true;
    const key = keyOfLine(text, start);
    if (key?.column === column && (start <= lineStart || indentOf(line) === column)) {
      const value = text.slice(key.from, lineEnd(text, start)).trim();
      const items = value === '' ? itemsBelow(text, lineEnd(text, start) + 1, column) : value;
      found.set(key.name, { value: items, start });
    }
    return indentOf(line) >= column;
  };
  let start = lineStart;
  for (let count = 0; count < maxLines && take(start) && start > 0; count++)
    start = text.lastIndexOf('\n', start - 2) + 1;
  start = lineEnd(text, lineStart) + 1;
  for (let count = 0; count < maxLines && start < text.length && take(start); count++)
    start = lineEnd(text, start) + 1;
  return found;
}

/** The items of a block list, on one line. */
function itemsBelow(text: string, from: number, column: number): string {
  const items: string[] = [];
  for (let start = from; start < text.length && items.length < 20; start = lineEnd(text, start) + 1) {
    const line = text.slice(start, lineEnd(text, start));
    const item = /^\s*-\s+(\S.*)?$/s.exec(line);
    if (!item || indentOf(line) < column) break;
    items.push(item[1] ?? '');
  }
  return items.join(' ');
}

/** How the arguments behind a manifest's key are written, and where they begin; undefined where there are none. */
export function layoutOf(
  text: string,
  { from, column }: Pick<CommandKey, 'from' | 'column'>,
): { from: number; layout: Layout } | undefined {
  const value = text.slice(from, from + 400);
  if (value.startsWith('[')) return { from: from + 1, layout: { kind: 'flow' } };
  const quote = /^["']/.exec(value)?.[0];
  if (quote !== undefined) return { from: from + 1, layout: { kind: 'shell', outer: quote } };
  if (/^--?\w/.test(value)) return { from, layout: { kind: 'shell' } };
  const below = /^(?:[|>][-+\d]*)?[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*([ \t]*)(-[ \t])?/.exec(
    value,
  );
  const indent = below?.[1]?.length ?? 0;
  if (!below || indent < column) return undefined;
  const start = from + below[0].length;
  if (below[2] === undefined && text[start] === '[') return { from: start + 1, layout: { kind: 'flow' } };
  return below[2] === undefined
    ? { from: start, layout: { kind: 'shell', folded: column + 1 } }
    : { from: start - indent - 2, layout: { kind: 'block', indent } };
}
