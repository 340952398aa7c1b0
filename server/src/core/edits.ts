import { optionAt, type Option } from './catalogue.ts';
import type { Config } from './models/config.ts';
import type { Setting } from './models/setting.ts';
import { textStart } from './models/value-span.ts';
import type { YamlMap, YamlPair } from './models/yaml-tree.ts';
import { firstBeyond } from './sorted.ts';
import { lineAt, type Edit, type Span } from './span.ts';
import { contentEnd, indentBefore, lineBreakOf } from './yaml-layout.ts';

/** Writes another text as a setting's value; quotes stay, so the text must need no escapes. */
export function replaceValue(config: Config, setting: Setting, text: string): Edit {
  const start = textStart(config.text, setting);
  if (start !== undefined && setting.text !== undefined && setting.text !== '') {
    return { span: [start, start + setting.text.length], text };
  }
  const follows = config.text.slice(setting.valueSpan[0] - 1, setting.valueSpan[0]);
  const isRightAfterColon = setting.valueSpan[0] === setting.valueSpan[1] && /[:=]/.test(follows);
  return { span: setting.valueSpan, text: isRightAfterColon ? ` ${text}` : text };
}

/**
 * Adds an option, given by its preferred path, in the style of the file: beside `near` or else the settings of its section, under
 * the ssl name where `near` has one, nested or dotted, in flow braces or in lines, YAML, JSON or INI, with the file's line break.
 * undefined where the file has no place for it; a command line has none, because how its words are joined only its file knows.
 */
export function addSetting(config: Config, path: string, value: string, near?: Setting): Edit | undefined {
  if (config.format === 'flags') return undefined;
  const option = optionAt(path)?.option;
  const name = option ? nameLike(option, near) : undefined;
  if (config.format === 'ini') {
    return name?.ini === undefined ? undefined : addIniLine(config, name.ini, value, near);
  }
  return addYaml(config, (name?.path ?? path).split('.'), value, near);
}

/** Adds a server parameter below `setParameter`, which is made where it is not there. */
export function addParameter(config: Config, name: string, value: string): Edit | undefined {
  if (config.format === 'flags') return undefined;
  const last = config.settings.findLast(({ isParameter }) => isParameter === true);
  if (config.format === 'ini') return addIniLine(config, 'setParameter', `${name}=${value}`, last, ' = ');
  // `setParameter.x` is no option (rules.md P13), so the two names are never joined with a dot
  const section = findPair(config, 'setParameter');
  if (section && section.value.kind !== 'map') return undefined;
  return addYaml(config, ['setParameter', name], value, last);
}

/** Takes a setting out of the file, with the sections that it leaves empty; undefined where it shares its line with something else. */
export function removeSetting(
  config: Config,
  setting: Pick<Setting, 'pair' | 'parents' | 'keySpan'>,
): Edit | undefined {
  if (!setting.pair) return config.format === 'ini' ? removeIniLine(config, setting) : undefined;
  let pair = setting.pair;
  let map: YamlMap | undefined;
  for (const parent of [...setting.parents].reverse()) {
    if (parent.value.kind !== 'map') return undefined;
    map = parent.value;
    if (map.pairs.length > 1) break;
    pair = parent;
    map = undefined;
  }
  map ??= config.root?.kind === 'map' ? config.root : undefined;
  if (!map) return undefined;
  if (map.flow) return removeFromFlow(map, pair);
  const span = linesOfPair(config.text, pair);
  return span && { span, text: '' };
}

/** The lines of a pair of a block map; undefined where it shares one with something other than a comment. */
function linesOfPair(text: string, pair: YamlPair): Span | undefined {
  const indent = indentBefore(text, pair.keySpan[0]);
  if (indent === undefined || pair.value.span[0] < pair.keySpan[1]) return undefined;
  const last = lastOffset(text, pair);
  const end = lineAt(text, last)[1];
  return /^[ \t]*(#.*)?\r?\n?$/.test(text.slice(last, end))
    ? [pair.keySpan[0] - indent.length, end]
    : undefined;
}

/** Where the content of a pair ends, on the line of its last character. */
function lastOffset(text: string, pair: YamlPair): number {
  const end = contentEnd(pair.value, pair.keySpan[1]);
  // the span of a block scalar may end behind its line break
  return end > 0 && text[end - 1] === '\n' ? end - 1 : end;
}

function nameLike(option: Option, near: Setting | undefined): { path: string; ini?: string } {
  const family = (near?.name?.path ?? near?.canonical)?.startsWith('net.ssl.');
  const old = family ? option.aliases?.find((alias) => alias.path.startsWith('net.ssl.')) : undefined;
  return old ?? option;
}

function addIniLine(
  config: Config,
  name: string,
  value: string,
  near: Setting | undefined,
  equals?: string,
): Edit | undefined {
  const { text } = config;
  const beside = near ?? config.settings.at(-1);
  const between = beside ? text.slice(beside.keySpan[1], beside.valueSpan[0]) : '';
  const sign = equals ?? (/^[ \t]*=[ \t]*$/.test(between) ? between : ' = ');
  return addLine(text, beside ? beside.span[1] : text.length, `${name}${sign}${value}`);
}

/** Adds a line below the one that holds `offset`. */
function addLine(text: string, offset: number, line: string): Edit {
  const at = lineAt(text, offset)[1];
  const lineBreak = lineBreakOf(text);
  return at === 0 || text[at - 1] === '\n'
    ? { span: [at, at], text: line + lineBreak }
    : { span: [at, at], text: lineBreak + line };
}

function addYaml(
  config: Config,
  path: readonly string[],
  value: string,
  near: Setting | undefined,
): Edit | undefined {
  const { root } = config;
  // where a part of the file could not be read, its end is not where it seems
  if (config.problems.length > 0) return undefined;
  if (root === null) return isBlank(config) ? addAtEnd(config, path, value) : undefined;
  if (root.kind !== 'map') return undefined;
  const place = placeFor(root, path, near);
  return place && (place.map.flow ? addToFlow(config, place, value) : addToBlock(config, place, value));
}

interface Place {
  readonly map: YamlMap;
  /** What is left of the path below `map`. */
  readonly rest: readonly string[];
  readonly after: YamlPair | undefined;
  /** Write the rest as one dotted key. */
  readonly dotted: boolean;
}

/** Beside `near` where it stands in the same section, else in the deepest section of the path that exists. */
function placeFor(root: YamlMap, path: readonly string[], near: Setting | undefined): Place | undefined {
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

function addToBlock(config: Config, { map, rest, after, dotted }: Place, value: string): Edit | undefined {
  if (!after) return undefined;
  const indent = indentBefore(config.text, after.keySpan[0]);
  if (indent === undefined || map.span[0] > after.keySpan[0]) return undefined;
  const { text } = config;
  const lines = blockLines(dotted ? [rest.join('.')] : rest, scalar(value), indent, stepOf(config));
  return addLine(text, lastOffset(text, after), lines.join(lineBreakOf(text)));
}

function blockLines(path: readonly string[], value: string, indent: string, step: string): string[] {
  return path.map((key, depth) => {
    const start = `${indent}${step.repeat(depth)}${key}:`;
    return depth === path.length - 1 ? `${start} ${value}` : start;
  });
}

/** The indentation of the file's first nested key. */
function stepOf(config: Config): string {
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

function addToFlow(config: Config, { map, rest, after, dotted }: Place, value: string): Edit {
  const { text } = config;
  const isJson = after ? text[after.keySpan[0]] === '"' : text.trimStart().startsWith('{');
  const quote = (key: string): string => (isJson ? JSON.stringify(key) : key);
  const leaf = isJson && !/^(true|false|-?\d+)$/.test(value) ? JSON.stringify(value) : scalar(value, true);
  const keys = dotted ? [rest.join('.')] : rest;
  const entry = keys.reduceRight(
    (inner, key, index) => `${quote(key)}: ${index === keys.length - 1 ? inner : `{${inner}}`}`,
    leaf,
  );
  if (!after) return { span: [map.span[0] + 1, map.span[0] + 1], text: entry };
  const at = after.span[1];
  const indent = indentBefore(text, after.keySpan[0]);
  const isOwnLine = indent !== undefined && after.keySpan[0] - indent.length > map.span[0];
  return { span: [at, at], text: isOwnLine ? `,${lineBreakOf(text)}${indent}${entry}` : `, ${entry}` };
}

function addAtEnd(config: Config, path: readonly string[], value: string): Edit {
  const { text } = config;
  const lines = blockLines(path, scalar(value), '', '  ');
  return addLine(text, text.length, lines.join(lineBreakOf(text)));
}

/** Whether a text holds nothing but comments. */
function isBlank(config: Config): boolean {
  return config.problems.length === 0 && !/^[^\S\n]*[^\s#]/m.test(config.text);
}

function findPair(config: Config, key: string): YamlPair | undefined {
  return config.root?.kind === 'map' ? config.root.pairs.find((pair) => pair.key === key) : undefined;
}

function removeFromFlow(map: YamlMap, pair: YamlPair): Edit {
  const start = pair.keySpan[0];
  const index = firstBeyond(map.pairs, ({ keySpan }) => keySpan[0] >= start);
  const next = map.pairs[index + 1];
  const previous = map.pairs[index - 1];
  if (next) return { span: [pair.span[0], next.span[0]], text: '' };
  return { span: [previous ? previous.span[1] : pair.span[0], pair.span[1]], text: '' };
}

function removeIniLine({ text }: Config, setting: Pick<Setting, 'keySpan'>): Edit {
  return { span: lineAt(text, setting.keySpan[0]), text: '' };
}

/** A value as a YAML scalar: plain where that is the same text, else in single quotes. */
function scalar(value: string, inFlow = false): string {
  const isPlain = /^[\w./\\][\w./\\:@+=-]*$/.test(value) || /^[\w./][\w.,/:@+=-]*$/.test(value);
  const isSafe = isPlain && !(inFlow && value.includes(',')) && !value.endsWith(':');
  return isSafe ? value : `'${value.replaceAll("'", "''")}'`;
}
