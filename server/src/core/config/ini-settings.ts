import { iniOnlyNamed, optionAt, optionByIni, type IniOnly } from '../catalogue/catalogue.ts';
import type { Span } from '../text/span.ts';
import { readFlag, type Setting } from './setting.ts';
import { readIni, type IniEntry } from './ini-reader.ts';
import { hole } from './template.ts';
import type { YamlProblem } from '../yaml/tree.ts';

/** The settings of an INI file. Names that only INI knows are given the option they stand for (server-behaviour.md I7). */
export function iniSettings(text: string): { settings: Setting[]; problems: YamlProblem[] } {
  const { entries, problems } = readIni(text);
  return { settings: entries.flatMap((entry) => settingsOf(entry)), problems };
}

/** What one name of INI sets, or one flag where `optionNamed` looks up flags. */
export function settingsOf(entry: IniEntry, optionNamed = optionByIni): Setting[] {
  if (entry.name === 'setParameter') return [parameterOf(entry)];
  const named = optionNamed(entry.name);
  if (named && entry.name !== 'logpath') {
    return [
      { ...base(entry, entry.value), canonical: named.option.path, option: named.option, name: named.name },
    ];
  }
  const iniOnly = iniOnlyNamed(entry.name);
  if (!iniOnly) return [{ ...base(entry, entry.value), canonical: entry.name }];
  return implied(entry, iniOnly).map(({ canonical, text }) => {
    const option = optionAt(canonical);
    return { ...base(entry, text), canonical, iniOnly, ...(option ? { option: option.option } : {}) };
  });
}

/** What a name of INI and the command line sets, by the catalogue's `means`. */
function implied(entry: IniEntry, { means, type }: IniOnly): { canonical: string; text: string }[] {
  const { name, value } = entry;
  if (means === undefined) return [{ canonical: name, text: value }];
  if (name === 'verbose') return [{ canonical: means, text: verbosityOf(value) }];
  if (name === 'profile') return [{ canonical: means, text: profilingModes[Number(value)] ?? value }];
  const flag = type === 'bool' ? readFlag(value, 'ini') : undefined;
  // a template may turn the switch on; any other word is refused and sets nothing
  if (type === 'bool' && flag === undefined && !value.includes(hole))
    return [{ canonical: name, text: value }];
  if (means.startsWith('not ')) {
    return [{ canonical: means.slice(4), text: flag === undefined ? value : String(!flag) }];
  }
  return means.split(' + ').flatMap((part) => {
    const [canonical = '', constant] = part.split('=');
    if (constant === undefined || type === 'string') return [{ canonical, text: constant ?? value }];
    if (flag === undefined) return [{ canonical, text: value }];
    if (flag) return [{ canonical, text: constant }];
    if (canonical !== 'security.authorization') return [{ canonical: name, text: value }];
    return [{ canonical, text: constant === 'enabled' ? 'disabled' : 'enabled' }];
  });
}

/** What --profile calls 0, 1 and 2. */
const profilingModes = ['off', 'slowOp', 'all'];

/** The level that a row of `v` stands for; `true` is one (src/mongo/db/server_options_base.cpp, canonicalizeBaseOptions). */
function verbosityOf(value: string): string {
  if (value === 'true') return '1';
  return /^v{0,14}$/.test(value) ? String(value.length) : value;
}

function parameterOf(entry: IniEntry): Setting {
  const equals = entry.value.indexOf('=');
  if (equals < 0) return { ...base(entry, entry.value), canonical: 'setParameter' };
  const name = entry.value.slice(0, equals);
  const start = entry.valueSpan[0] + equals + 1;
  const valueSpan: Span = [start, entry.valueSpan[1]];
  return {
    ...base({ ...entry, valueSpan }, entry.value.slice(equals + 1)),
    path: `setParameter.${name}`,
    keySpan: [entry.valueSpan[0], start - 1],
    canonical: `setParameter.${name}`,
    isParameter: true,
  };
}

function base(entry: IniEntry, text: string): Omit<Setting, 'canonical'> {
  return {
    path: entry.name,
    keySpan: entry.nameSpan,
    valueSpan: entry.valueSpan,
    span: [entry.nameSpan[0], entry.valueSpan[1]],
    text,
    value: { kind: 'scalar', span: entry.valueSpan, text, style: 'plain' },
    parents: [],
  };
}
