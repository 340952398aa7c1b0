import { removeSetting } from './edits.ts';
import { applyEdits } from '../text/apply-edits.ts';
import { flowEntry, insertAt, placeFor, removeFromFlow, stepOf } from './insert-yaml.ts';
import { isRereadable, meaningOf, rereadAs } from '../config/normalised-settings.ts';
import type { Config } from '../config/config.ts';
import { identify, type Setting } from '../config/setting.ts';
import { pathBelow } from '../config/yaml-settings.ts';
import type { YamlNode, YamlPair } from '../yaml/tree.ts';
import { lineAt, slice, type Edit } from '../text/span.ts';
import { contentEnd, indentBefore, lineBreakOf, linesOf, reindent } from '../yaml/layout.ts';

/** A key of a YAML file, and the sections it stands in. */
type Key = Pick<Setting, 'parents' | 'keySpan'> & { readonly pair: YamlPair };

/**
 * The edits that bring a key, with its value and its comments, to another path, after which all other settings are the same. In
 * lines and in braces the key is moved, and sections on the way are made where they are missing; where the layout does not allow
 * that, and for a dotted key, it gets its whole path where it stands. Undefined where that is not possible either, in a
 * template, and where the new path is set already.
 */
export function relocateKey(config: Config, key: Key, target: readonly string[]): Edit[] | undefined {
  if (config.template) return undefined;
  const after = settingsAfter(config, key, target.join('.'));
  if (!after) return undefined;
  const renamed = rename(config, key, target);
  if (renamed && key.pair.key.includes('.')) return renamed;
  const byLines = moveLines(config, key, target);
  // without anchors lines mean the same wherever they stand
  if (byLines && !/(?:^|[\s,[{])[&*]\w/.test(config.text)) return byLines;
  if (!isRereadable(config)) return undefined;
  const meaning = meaningOf({ ...config, settings: after });
  return [byLines, moveInBraces(config, key, target), renamed].find(
    (edits) => edits && rereadAs(config, applyEdits(config.text, edits), meaning),
  );
}

/** The settings as they are to be read after the move; undefined where one of them would be there twice. */
function settingsAfter(config: Config, { pair, parents }: Key, target: string): Setting[] | undefined {
  const path = [...parents, pair].reduce((prefix, { key }) => pathBelow(prefix, key), '');
  const others = new Set<string>();
  const moved: Setting[] = [];
  for (const setting of config.settings) {
    if (setting.pair === pair || setting.parents.includes(pair)) moved.push(setting);
    else others.add(setting.canonical);
  }
  const isParameter = target.startsWith('setParameter.') || undefined;
  const renamed = new Map<Setting, Setting>();
  for (const setting of moved) {
    // an alias shows the key in a second place
    if (!setting.path.startsWith(path)) return undefined;
    const wanted = target + setting.path.slice(path.length);
    const named = { ...setting, path: wanted, ...identify(wanted), isParameter };
    if (others.has(named.canonical)) return undefined;
    renamed.set(setting, named);
  }
  return config.settings.map((setting) => renamed.get(setting) ?? setting);
}

/** Moves the lines of a key of a block map, with the comment lines right above it. */
function moveLines(config: Config, key: Key, target: readonly string[]): Edit[] | undefined {
  const { text, root } = config;
  const { pair } = key;
  const lines = linesOf(text, pair);
  const oldIndent = indentBefore(text, pair.keySpan[0]);
  const removal = removeSetting(config, key);
  const place = root && lineFor(text, root, target);
  const name = target.at(-1);
  if (!lines || oldIndent === undefined || !removal || !place || name === undefined) return undefined;
  const above = commentsAbove(text, lines[0], oldIndent);
  const lineBreak = lineBreakOf(text);
  const step = stepOf(config);
  const sections = place.missing.slice(0, -1);
  const indent = place.indent + step.repeat(sections.length);
  const renamed =
    text.slice(above, pair.keySpan[0]) + name + text.slice(pair.keySpan[1], lines[1]).replace(/\r?\n?$/, '');
  const moved = [
    ...sections.map((section, depth) => `${place.indent}${step.repeat(depth)}${section}:`),
    reindent(renamed, indent.length - oldIndent.length),
  ].join(lineBreak);
  const start = Math.min(above, removal.span[0]);
  const end = Math.max(lines[1], removal.span[1]);
  const isOpen = place.offset > 0 && text[place.offset - 1] !== '\n';
  if (place.offset > start && place.offset < end) return undefined;
  return [
    { span: [start, end], text: '' },
    {
      span: [place.offset, place.offset],
      text: isOpen ? `${lineBreak}${moved}` : `${moved}${lineBreak}`,
    },
  ];
}

interface Line {
  /** Where the lines go: the beginning of a line, or the end of a text without a last line break. */
  readonly offset: number;
  readonly indent: string;
  /** The names that are not there yet; the last is the key itself. */
  readonly missing: readonly string[];
}

function lineFor(text: string, root: YamlNode, target: readonly string[]): Line | undefined {
  let node = root;
  let holder: YamlPair | undefined;
  for (const [depth, name] of target.entries()) {
    if (node.kind === 'null' && holder) return belowEmpty(text, holder, target.slice(depth));
    if (node.kind !== 'map' || node.flow) return undefined;
    const next: YamlPair | undefined = node.pairs.find(({ key }) => key === name);
    if (!next) {
      const first = node.pairs[0];
      const indent = first && indentBefore(text, first.keySpan[0]);
      if (indent === undefined) return undefined;
      const end = contentEnd(node, first?.keySpan[1] ?? 0);
      return { offset: lineAt(text, Math.max(end - 1, 0))[1], indent, missing: target.slice(depth) };
    }
    holder = next;
    node = next.value;
  }
  return undefined;
}

function belowEmpty(text: string, holder: YamlPair, missing: readonly string[]): Line | undefined {
  const indent = indentBefore(text, holder.keySpan[0]);
  const line = lineAt(text, holder.keySpan[0]);
  const rest = text.slice(holder.keySpan[1], line[1]);
  if (indent === undefined || !/^\s*:\s*(#.*)?$/.test(rest)) return undefined;
  return { offset: line[1], indent: `${indent}  `, missing };
}

/** The beginning of the comment lines that stand right above a line with its indentation. */
function commentsAbove(text: string, lineStart: number, indent: string): number {
  let start = lineStart;
  while (start > 0) {
    const before = lineAt(text, start - 1);
    const line = text.slice(...before);
    if (!line.startsWith(`${indent}#`)) break;
    start = before[0];
  }
  return start;
}

/** Moves a key between braces, into other ones or into lines, with its value as it is written. */
function moveInBraces(config: Config, { pair, parents }: Key, target: readonly string[]): Edit[] | undefined {
  const { text, root } = config;
  const map = parents.at(-1)?.value ?? root;
  if (root?.kind !== 'map' || map?.kind !== 'map' || !map.flow) return undefined;
  const place = placeFor(root, target, undefined);
  if (!place) return undefined;
  const leaf = { source: slice(text, pair.value.span) };
  const removal = removeFromFlow(map, pair);
  // a comment stays where it stands
  if (slice(text, removal.span).includes('#')) return undefined;
  if (place.map === map) return [{ span: pair.span, text: flowEntry(config, place, leaf) }];
  const insertion = insertAt(config, place, leaf);
  return insertion && [removal, insertion];
}

/** Writes the whole path, as far as the sections around the key do not give it; below the map of server parameters there is none. */
function rename(
  { text, root }: Config,
  { pair, parents }: Key,
  target: readonly string[],
): Edit[] | undefined {
  const section = parents.reduce((prefix, { key }) => pathBelow(prefix, key), '');
  const path = target.join('.');
  if (target[0] === 'setParameter' || (section !== '' && !path.startsWith(`${section}.`))) return undefined;
  const name = section === '' ? path : path.slice(section.length + 1);
  const map = parents.at(-1)?.value ?? root;
  if (map?.kind === 'map' && map.pairs.some(({ key }) => key === name)) return undefined;
  const quote = /^["']/.exec(slice(text, pair.keySpan))?.[0] ?? '';
  return [{ span: pair.keySpan, text: quote + name + quote }];
}
