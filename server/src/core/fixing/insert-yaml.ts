import { yamlScalar } from '../yaml/scalar.ts';
import type { Config } from '../config/config.ts';
import type { Setting } from '../config/setting.ts';
import type { YamlMap, YamlPair } from '../yaml/tree.ts';
import { firstBeyond } from '../text/sorted.ts';
import { lineAt, type Edit } from '../text/span.ts';
import { contentEnd, indentBefore, lineBreakOf } from '../yaml/layout.ts';

/** A place for a path that is not in the file. */
export interface Place {
  readonly map: YamlMap;
  /** What is left of the path below `map`. */
  readonly rest: readonly string[];
  readonly after: YamlPair | undefined;
  /** Write the rest as one dotted key. */
  readonly dotted: boolean;
}

/** Beside `near` where it stands in the same section, else in the deepest section of the path that exists. */
export function placeFor(
  root: YamlMap,
  path: readonly string[],
  near: Setting | undefined,
): Place | undefined {
  let map = root;
  let rest = path;
  for (;;) {
    const below = rest;
    const next = map.pairs.find(
      (pair) => below.length > keyLength(pair) && startsWith(below, pair.key.split('.')),
    );
    if (!next || next.value.kind === 'null') break;
    if (next.value.kind !== 'map') return undefined;
    rest = rest.slice(keyLength(next));
    map = next.value;
  }
  const inMap = near?.pair && map.pairs.includes(near.pair) ? near.pair : undefined;
  const first = rest[0] ?? '';
  const dotted =
    rest.length > 1 &&
    first !== 'setParameter' &&
    (inMap?.key ?? map.pairs.find(({ key }) => key.startsWith(`${first}.`))?.key ?? '').startsWith(
      `${first}.`,
    );
  return { map, rest, after: inMap ?? map.pairs.at(-1), dotted };
}

function keyLength(pair: YamlPair): number {
  return pair.key.split('.').length;
}

function startsWith(path: readonly string[], parts: readonly string[]): boolean {
  return parts.every((part, index) => path[index] === part);
}

/** What is to stand at a place: a text still to be written as a scalar, or YAML that is taken over as it is. */
export type Leaf = { readonly text: string } | { readonly source: string };

/** Puts a path with its value in at a place, in lines or between braces as the place has it. */
export function insertAt(config: Config, place: Place, leaf: Leaf): Edit | undefined {
  return place.map.flow ? addToFlow(config, place, leaf) : addToBlock(config, place, leaf);
}

function addToBlock(config: Config, { map, rest, after, dotted }: Place, leaf: Leaf): Edit | undefined {
  if (!after) return undefined;
  const indent = indentBefore(config.text, after.keySpan[0]);
  if (indent === undefined || map.span[0] > after.keySpan[0]) return undefined;
  const { text } = config;
  const value = 'source' in leaf ? leaf.source : yamlScalar(leaf.text);
  const lines = blockLines(dotted ? [rest.join('.')] : rest, value, indent, stepOf(config));
  return addLine(text, lastOffset(text, after), lines.join(lineBreakOf(text)));
}

/** The lines of a path with its value, one for each name. */
export function blockLines(path: readonly string[], value: string, indent: string, step: string): string[] {
  return path.map((key, depth) => {
    const start = `${indent}${step.repeat(depth)}${key}:`;
    return depth === path.length - 1 ? `${start} ${value}` : start;
  });
}

/** The indentation of the file's first nested key. */
export function stepOf(config: Config): string {
  for (const { pair, parents } of config.settings) {
    const parent = parents.at(-1);
    if (!pair || !parent) continue;
    const inner = indentBefore(config.text, pair.keySpan[0]);
    const outer = indentBefore(config.text, parent.keySpan[0]);
    if (inner !== undefined && outer !== undefined && inner.length > outer.length) {
      return ' '.repeat(inner.length - outer.length);
    }
  }
  return '  ';
}

function addToFlow(config: Config, place: Place, leaf: Leaf): Edit {
  const { text } = config;
  const { map, after } = place;
  const entry = flowEntry(config, place, leaf);
  if (!after) return { span: [map.span[0] + 1, map.span[0] + 1], text: entry };
  const at = after.span[1];
  const indent = indentBefore(text, after.keySpan[0]);
  const isOwnLine = indent !== undefined && after.keySpan[0] - indent.length > map.span[0];
  return { span: [at, at], text: isOwnLine ? `,${lineBreakOf(text)}${indent}${entry}` : `, ${entry}` };
}

/** A path with its value as an entry between braces, with the quotes of JSON where the file has them. */
export function flowEntry({ text }: Config, { rest, after, dotted }: Place, leaf: Leaf): string {
  const isJson = after ? text[after.keySpan[0]] === '"' : text.trimStart().startsWith('{');
  const keys = dotted ? [rest.join('.')] : rest;
  return keys.reduceRight(
    (inner, key, index) =>
      `${isJson ? JSON.stringify(key) : key}: ${index === keys.length - 1 ? inner : `{${inner}}`}`,
    'source' in leaf ? leaf.source : flowScalar(leaf.text, isJson),
  );
}

function flowScalar(text: string, isJson: boolean): string {
  return isJson && !/^(true|false|-?\d+)$/.test(text) ? JSON.stringify(text) : yamlScalar(text, true);
}

/** Adds a line below the one that holds `offset`. */
export function addLine(text: string, offset: number, line: string): Edit {
  const at = lineAt(text, offset)[1];
  const lineBreak = lineBreakOf(text);
  return at === 0 || text[at - 1] === '\n'
    ? { span: [at, at], text: line + lineBreak }
    : { span: [at, at], text: lineBreak + line };
}

/** Where the content of a pair ends, on the line of its last character. */
export function lastOffset(text: string, pair: YamlPair): number {
  const end = contentEnd(pair.value, pair.keySpan[1]);
  // the span of a block scalar may end behind its line break
  return end > 0 && text[end - 1] === '\n' ? end - 1 : end;
}

/** Takes a pair out of a map in braces, with a comma beside it. */
export function removeFromFlow(map: YamlMap, pair: YamlPair): Edit {
  const start = pair.keySpan[0];
  const index = firstBeyond(map.pairs, ({ keySpan }) => keySpan[0] >= start);
  const next = map.pairs[index + 1];
  const previous = map.pairs[index - 1];
  if (next) return { span: [pair.span[0], next.span[0]], text: '' };
  return { span: [previous ? previous.span[1] : pair.span[0], pair.span[1]], text: '' };
}
