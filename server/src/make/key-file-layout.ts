import { lineBreakOf } from '../core/yaml/layout.ts';
import { lineAt } from '../core/text/span.ts';
import { parseKeyFile, type KeyFile } from '../core/keyfile/key-file.ts';
import type { Key } from '../core/keyfile/key-text.ts';

/** The lines of a keyfile around its keys, and those of each key. */
interface Layout {
  readonly head: string;
  /** In the order of the keys. */
  readonly items: readonly string[];
  readonly tail: string;
}

/**
 * The text of a keyfile with other keys in it, as a list. Comments, line breaks and the writing of keys that stay are kept where
 * the file is a plain list, else the comments before and behind the keys. A secret.
 */
export function withKeys(keyFile: KeyFile, keys: readonly Key[]): string {
  const { text } = keyFile;
  const canonical = keys.map(itemOf);
  const layout = listLayout(keyFile);
  const kept = keys.map((key, at) => {
    const known = keyFile.yaml.keys.findIndex((other) => other.equals(key));
    return layout?.items[known] ?? canonical[at] ?? '';
  });
  const candidates = [
    ...(layout ? [[layout.head, ...kept, layout.tail]] : []),
    [commentsBefore(text), ...canonical, commentsBehind(keyFile)],
  ];
  for (const lines of candidates) {
    const candidate = inLines(lines, lineBreakOf(text));
    if (holdsExactly(candidate, keys)) return candidate;
  }
  return canonical.join('');
}

/** A key of the allowed characters needs quotes, because `=` or `+` may mean something at its beginning. */
function itemOf(key: Key): string {
  return `- "${key.reveal()}"\n`;
}

/**
 * Where each key has whole lines of its own behind a `-`. A comment above a key goes with it where each key has one; a single
 * one is the file's.
 */
function listLayout({ text, yaml: { keys } }: KeyFile): Layout | undefined {
  const items = keys.map(({ span: [start, end] }) => {
    const [line] = lineAt(text, start);
    const isItem = /^\uFEFF?-[ \t]+$/.test(text.slice(line, start));
    return { line, end: lineAt(text, lastOf(text, end))[1], isItem, label: labelAbove(text, line) };
  });
  const [first] = items;
  const last = items.at(-1);
  if (!first || !last || items.some(({ isItem }) => !isItem)) return undefined;
  const isLabelled = items.length > 1 && items.every(({ line, label }) => label < line);
  const starts = items.map(({ line, label }, at) => (isLabelled || at > 0 ? label : line));
  return {
    head: text.slice(0, starts[0]),
    items: starts.map((start, at) => text.slice(start, starts[at + 1] ?? last.end)),
    tail: text.slice(last.end),
  };
}

/** The offset of the last character that counts before `end`: a block scalar ends behind its line break. */
function lastOf(text: string, end: number): number {
  return Math.max(text.slice(0, end).trimEnd().length - 1, 0);
}

/** Where the comment lines that end at a line begin; the line itself where there are none. */
function labelAbove(text: string, line: number): number {
  let start = line;
  while (start > 0) {
    const [above] = lineAt(text, start - 1);
    if (!/^[ \t]*#/.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
}

function commentsBefore(text: string): string {
  return /^\uFEFF?((?:[ \t]*(?:#.*)?\r?\n)*)/.exec(text)?.[1] ?? '';
}

function commentsBehind({ text, yaml: { keys } }: KeyFile): string {
  const last = keys.at(-1);
  return last ? text.slice(lineAt(text, lastOf(text, last.span[1]))[1]) : '';
}

/** Parts joined so that each begins a line. */
function inLines(parts: readonly string[], lineBreak: string): string {
  const whole = parts.map((part) => (part === '' || part.endsWith('\n') ? part : `${part}\n`));
  return whole
    .join('')
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r?\n/g, lineBreak);
}

/** Whether a server finds these keys in a text, and reads it to its end. */
function holdsExactly(text: string, keys: readonly Key[]): boolean {
  const { yaml } = parseKeyFile(text);
  return (
    yaml.obstacle === undefined &&
    yaml.unread === undefined &&
    yaml.keys.length === keys.length &&
    yaml.keys.every((key, at) => keys[at]?.equals(key) === true)
  );
}
