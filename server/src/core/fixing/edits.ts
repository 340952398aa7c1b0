import { optionAt, type Option } from '../catalogue/catalogue.ts';
import type { Config } from '../config/config.ts';
import type { Setting } from '../config/setting.ts';
import { textStart } from '../config/value-span.ts';
import type { YamlMap, YamlPair } from '../yaml/tree.ts';
import { addLine, blockLines, insertAt, lastOffset, placeFor, removeFromFlow } from './insert-yaml.ts';
import { lineAt, type Edit, type Span } from '../text/span.ts';
import { yamlScalar } from '../yaml/scalar.ts';
import { indentBefore, lineBreakOf } from '../yaml/layout.ts';

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
 * `named` decides between the ssl and the tls names where that is not `near`.
 */
export function addSetting(
  config: Config,
  path: string,
  value: string,
  near?: Setting,
  named: Pick<Setting, 'canonical' | 'name'> | undefined = near,
): Edit | undefined {
  if (config.format === 'flags') return undefined;
  const option = optionAt(path)?.option;
  const name = option ? nameLike(option, named) : undefined;
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
  // `setParameter.x` is no option (server-behaviour.md P13), so the two names are never joined with a dot
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

function nameLike(
  option: Option,
  near: Pick<Setting, 'canonical' | 'name'> | undefined,
): { path: string; ini?: string } {
  const family = (near?.name?.path ?? near?.canonical)?.startsWith('net.ssl.');
  const aliases = family ? (option.aliases?.filter(({ path }) => path.startsWith('net.ssl.')) ?? []) : [];
  const own = option.path.slice(option.path.lastIndexOf('.'));
  const old = aliases.find(({ path }) => path.endsWith(own)) ?? aliases[0];
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
  return place && insertAt(config, place, { text: value });
}

function addAtEnd(config: Config, path: readonly string[], value: string): Edit {
  const { text } = config;
  const lines = blockLines(path, yamlScalar(value), '', '  ');
  return addLine(text, text.length, lines.join(lineBreakOf(text)));
}

/** Whether a text holds nothing but comments. */
function isBlank(config: Config): boolean {
  return (
    config.problems.length === 0 && config.text.split(/[\r\n]/).every((line) => /^\s*(?:#|$)/.test(line))
  );
}

function findPair(config: Config, key: string): YamlPair | undefined {
  return config.root?.kind === 'map' ? config.root.pairs.find((pair) => pair.key === key) : undefined;
}

function removeIniLine({ text }: Config, setting: Pick<Setting, 'keySpan'>): Edit {
  return { span: lineAt(text, setting.keySpan[0]), text: '' };
}
