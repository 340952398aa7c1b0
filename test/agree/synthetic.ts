import { allRules, lint } from '../support/lint.ts';
import type { Option, OptionType } from '../../server/src/core/catalogue/catalogue.ts';
import { parseConfig, type Config } from '../../server/src/core/config/config.ts';
import type { Setting } from '../../server/src/core/config/setting.ts';
import type { Rule } from '../../server/src/core/linting/rule.ts';
import { facts } from '../support/facts.ts';
import type { Finding } from '../../server/src/core/findings/finding.ts';

/** An option as a unit test of the server's option parser registers it. */
export interface SchemaOption {
  readonly dotted: string;
  readonly single: string;
  readonly type: string;
  readonly deprecatedDotted?: readonly string[];
  readonly sources?: string;
  readonly conflicts?: readonly string[];
  readonly requires?: readonly string[];
}

const types: Readonly<Record<string, OptionType>> = {
  Bool: 'bool',
  Switch: 'bool',
  Double: 'double',
  Int: 'int',
  Long: 'int',
  Unsigned: 'int',
  UnsignedLongLong: 'int',
  String: 'string',
  StringVector: 'list',
  StringMap: 'map',
};

/** The rules that judge a file by the names and types of an option table alone. */
const rules: ReadonlyMap<string, Rule> = new Map(
  [
    'bad-ini-line',
    'bad-ini-parameter',
    'bad-ini-switch',
    'conflicting-settings',
    'deprecated-name',
    'duplicate-setting',
    'empty-key',
    'missing-required-setting',
    'nul-byte',
    'number-out-of-range',
    'root-not-a-map',
    'tab-indentation',
    'wrong-boolean',
    'wrong-number',
    'wrong-shape',
    'yaml-syntax-error',
  ].map((id) => {
    const rule = allRules.get(id);
    if (!rule) throw new Error(`no rule ${id}`);
    return [id, rule];
  }),
);

/** Where `setParameter` is no map. */
const withoutParameters = { levels: { 'bad-ini-parameter': 'off' } } as const;
const hasMap = (schema: readonly SchemaOption[]) => schema.some(({ type }) => type === 'StringMap');

/** The findings on a file of a server that knows the options of `schema` and no others. */
export function lintWithSchema(text: string, schema: readonly SchemaOption[]): Finding[] {
  const config = parseConfig(nameTheMap(text, schema));
  const settings = config.settings.map((setting) => identifyBy(schema, setting, config));
  const known = settings.filter(({ option, isParameter }) => option ?? isParameter);
  const unknown = settings.filter((setting) => !known.includes(setting));
  return [
    ...unknown.map(({ path, span }): Finding => ({
      rule: 'not in the schema',
      severity: 'error',
      span,
      message: `no option registers ${path}`,
    })),
    ...lint({ ...config, settings: known }, facts(), hasMap(schema) ? {} : withoutParameters, rules),
  ];
}

/** The reader knows one option whose value is a map, `setParameter`, so that of the schema goes by this name. */
function nameTheMap(text: string, schema: readonly SchemaOption[]): string {
  const map = schema.find(({ type }) => type === 'StringMap');
  return map ? text.replaceAll(map.dotted, 'setParameter') : text;
}

function identifyBy(schema: readonly SchemaOption[], setting: Setting, { format }: Config): Setting {
  const { path, keySpan, valueSpan, span, text, value, parents, pair } = setting;
  const read = {
    ...{ path, canonical: path, keySpan, valueSpan, span, text, value, parents },
    ...(pair ? { pair } : {}),
  };
  const map = schema.find(({ type }) => type === 'StringMap');
  if (map && path.startsWith('setParameter.')) return { ...read, isParameter: true };
  const found = schema.find(
    (entry) => isReadFrom(format, entry) && namesOf(entry, format).includes(nameIn(map, setting, entry)),
  );
  if (!found) return read;
  const option = optionOf(found);
  const name = option.aliases?.find((alias) => alias.path === path) ?? option;
  return { ...read, canonical: option.path, option, name };
}

const nameIn = (map: SchemaOption | undefined, { path }: Setting, entry: SchemaOption): string =>
  entry === map && path === 'setParameter' ? entry.dotted : path;

const namesOf = ({ dotted, single, deprecatedDotted = [] }: SchemaOption, format: string) =>
  format === 'ini' ? [single] : [dotted, ...deprecatedDotted];

function isReadFrom(format: Config['format'], { sources }: SchemaOption): boolean {
  if (sources === undefined || sources === 'SourceAll' || sources === 'SourceAllConfig') return true;
  return format === 'ini'
    ? sources === 'SourceINIConfig' || sources === 'SourceAllLegacy'
    : sources === 'SourceYAMLConfig';
}

function optionOf(entry: SchemaOption): Option {
  const { dotted, single, type, deprecatedDotted = [], requires, conflicts } = entry;
  const known = types[type];
  if (known === undefined) throw new Error(`no type ${type}`);
  return {
    path: dotted,
    ini: single,
    type: known,
    ...(type.startsWith('Unsigned') ? { min: 0 } : {}),
    ...(requires ? { needs: requires.map((path) => ({ of: [path] })) } : {}),
    ...(conflicts ? { excludes: [{ of: conflicts }] } : {}),
    description: '',
    aliases: deprecatedDotted.map((path) => ({ path, deprecated: '3.6' })),
  };
}
