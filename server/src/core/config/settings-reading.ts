import { optionByIni } from '../catalogue/catalogue.ts';
import { LineIndex } from '../text/line-index.ts';
import { readIni } from './ini-reader.ts';
import type { ConfigFormat } from './setting.ts';
import type { YamlNode, YamlProblem } from '../yaml/tree.ts';
import { formatOf } from './config-format.ts';
import { readMongodYaml } from '../yaml/mongod/read.ts';
import { unreadOf } from './unread.ts';

/** What mongod reads from a text, before it asks what the names and values mean. */
export interface SettingsReading {
  /** `none`: an empty file, which is accepted (server-behaviour.md P7). */
  readonly format: ConfigFormat | 'none';
  /** What stops mongod from reading the file at all, with its line counted from one. */
  readonly error: string | null;
  /** The first line, counted from zero, that mongod silently does not read. */
  readonly readToLine: number | null;
  /** By path as written. Of a setting that is there twice, which mongod refuses, the last one. */
  readonly settings: Readonly<Record<string, string | null>>;
  /** The paths whose `{}` or `[]` in `settings` is no text but an empty map or list; absent where there are none. */
  readonly empty?: Readonly<Record<string, 'map' | 'list'>>;
}

/** Reads a text as mongod does, literally: a template is what mongod would make of it unfilled. Never throws. */
export function readSettings(text: string): SettingsReading {
  const reading = readMongodYaml(text);
  const { root, problems } = reading;
  const format = root || problems.length > 0 ? formatOf(reading, text) : 'none';
  const [problem] = problems;
  if (problem) return refused(format, text, problem);
  if (format === 'ini') return readIniSettings(text);
  if (!root || root.kind === 'null') return { ...nothing, format: 'none' };
  if (root.kind === 'list') {
    const message = 'The file is a list and not a map of settings';
    return refused(format, text, { code: '', span: root.span, message });
  }
  const unread = unreadOf({ text, ...reading });
  const empty = emptyBelow(root, '');
  return {
    format,
    error: null,
    readToLine: unread ? new LineIndex(text).at(unread.line[0]).line : null,
    settings: Object.fromEntries(leavesOf(root)),
    ...(empty.length > 0 ? { empty: Object.fromEntries(empty) } : {}),
  };
}

function emptyBelow(node: YamlNode, at: string): [path: string, kind: 'map' | 'list'][] {
  if (node.kind === 'map') {
    if (node.pairs.length === 0 && at !== '') return [[at, 'map']];
    return node.pairs.flatMap(({ key, value }) => emptyBelow(value, at === '' ? key : `${at}.${key}`));
  }
  if (node.kind !== 'list') return [];
  return node.items.length === 0
    ? [[at, 'list']]
    : node.items.flatMap((item, index) => emptyBelow(item, `${at}[${index}]`));
}

/**
 * The leaves of a YAML tree, each with its path: keys joined by dots, the items of a list as `path[0]`. The value is null where
 * there is none; an empty map is `{}`, an empty list `[]`. An empty root has none.
 */
export function leavesOf(root: YamlNode): [path: string, value: string | null][] {
  if (root.kind === 'map' && root.pairs.length === 0) return [];
  const leaves: [string, string | null][] = [];
  collect(root, '', leaves);
  return leaves;
}

function collect(node: YamlNode, at: string, out: [string, string | null][]): void {
  switch (node.kind) {
    case 'map':
      if (node.pairs.length === 0) out.push([at, '{}']);
      for (const { key, value } of node.pairs) collect(value, at === '' ? key : `${at}.${key}`, out);
      break;
    case 'list':
      if (node.items.length === 0) out.push([at, '[]']);
      node.items.forEach((item, index) => {
        collect(item, `${at}[${index}]`, out);
      });
      break;
    case 'scalar':
      out.push([at, node.text]);
      break;
    case 'null':
      out.push([at, null]);
  }
}

function readIniSettings(text: string): SettingsReading {
  const { entries, problems } = readIni(text);
  const [problem] = problems;
  if (problem) return refused('ini', text, problem);
  const settings = new Map<string, string | null>();
  const counts = new Map<string, number>();
  for (const { name, value } of entries) {
    const parameter = name === 'setParameter' ? /^([^=]*)=([^]*)$/.exec(value) : null;
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    if (parameter) settings.set(`setParameter.${parameter[1] ?? ''}`, parameter[2] ?? '');
    else settings.set(isList(name) ? `${name}[${count}]` : name, value === '' ? null : value);
  }
  return { ...nothing, format: 'ini', settings: Object.fromEntries(settings) };
}

/** Only a list may be given line by line (server-behaviour.md I4). */
function isList(name: string): boolean {
  return optionByIni(name)?.option.type === 'list';
}

const nothing = { error: null, readToLine: null, settings: {} };

function refused(
  format: SettingsReading['format'],
  text: string,
  { span, message }: YamlProblem,
): SettingsReading {
  const line = new LineIndex(text).at(span[0]).line + 1;
  return { ...nothing, format, error: `line ${line}: ${message}` };
}
