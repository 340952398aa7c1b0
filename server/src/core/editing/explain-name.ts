import { enumeration, capitalised } from '../text/words.ts';
import {
  unavailable,
  type Constraint,
  type IniOnly,
  type NamedOption,
  type Option,
  type OptionName,
  type Parameter,
  type VendorSetting,
} from '../catalogue/catalogue.ts';
import { inRange, type VersionBound } from '../server/server-version.ts';
import type { Target } from '../catalogue/vocabulary.ts';
import { knownElsewhere, unavailableParameter, unavailableSentence } from '../names/unavailable-name.ts';
import { code, plain, paragraphs } from './markdown.ts';
import { valueNote } from './value-notes.ts';

const manual = 'https://www.mongodb.com/docs/manual/reference/';

/** The page of a setting in MongoDB's manual. */
function settingPageUrl(path: string): string {
  return `${manual}configuration-options/#mongodb-setting-${path}`;
}

/** An option under one of its names: what it takes, since when, and whether the target knows it. */
export function explainOption({ option, name }: NamedOption, target: Target, written = name.path): string {
  const lines = [
    `**${written}**: ${typeOf(option)}${defaultOf(option)}`,
    option.description,
    valuesOf(option, target),
    availability({ option, name }, written, target),
    name.path === option.path ? '' : `An older name of ${code(option.path)}.`,
    option.replacedBy === undefined ? '' : `${code(option.replacedBy)} takes its place.`,
    history(name, option),
    conditions(option),
    option.note ?? '',
    provenance(option),
    `[MongoDB manual](${settingPageUrl(option.path)})`,
  ];
  return paragraphs(lines);
}

/** A server parameter of `setParameter`. */
export function explainParameter(parameter: Parameter, written: string, target: Target): string {
  const why = unavailableParameter(parameter, written, target);
  const lines = [
    `**${written}**: server parameter, ${typeWord(parameter)}${defaultOf(parameter)}`,
    parameter.description,
    parameter.values
      ? `${parameter.valuesAreList ? 'Values, parted by commas' : 'Values'}: ${parameter.values.map(code).join(', ')}.`
      : '',
    why ? `**${unavailableSentence(written, why, target)}**` : '',
    parameter.atStartup ? '' : '**Only for a running server; in a file it keeps the server from starting.**',
    written === parameter.name ? '' : `An older name of ${code(parameter.name)}.`,
    parameter.replacedBy === undefined ? '' : `${code(parameter.replacedBy)} takes its place.`,
    history(parameter),
    exclusion(parameter.excludes),
    parameter.note ?? '',
    provenance(parameter),
    `[MongoDB manual](${manual}parameters/#mongodb-parameter-param.${parameter.name})`,
  ];
  return paragraphs(lines);
}

/** A name that only the INI format and the command line know. */
export function explainIniOnly(entry: IniOnly, written: string): string {
  const lines = [
    `**${written}**: ${typeWord(entry)}, in the INI format and on the command line (${code(entry.cli)})`,
    entry.description,
    entry.means === undefined ? '' : `Stands for ${code(entry.means)}.`,
    exclusion(entry.excludes),
    history(entry),
    provenance(entry),
  ];
  return paragraphs(lines);
}

/** A setting of another distribution. */
export function explainVendorSetting(entry: VendorSetting): string {
  return paragraphs([
    `**${entry.path}**: ${typeWord(entry)}`,
    entry.description,
    `Only in ${entry.vendor}; MongoDB's own server does not start with it.`,
  ]);
}

/** Told only where it is not the source that was read. */
function provenance({ manual: from, since }: Pick<Option, 'manual' | 'since'>): string {
  if (from === undefined) return '';
  return String(from) === String(since ?? from)
    ? 'Known from the manual; the source was not read.'
    : `What is said of ${bound(from)} and later is from the manual; the source was not read.`;
}

function availability(named: NamedOption, written: string, target: Target): string {
  const reason = unavailable(named, target);
  return reason === undefined
    ? ''
    : `**${plain(unavailableSentence(written, knownElsewhere(reason, [named]), target))}**`;
}

function typeOf(option: Option): string {
  if (option.valuesAreList) return 'list of words, parted by commas';
  return option.isPath ? pathWord(option.path) : typeWord(option);
}

/** What a path leads to: the names of the settings say it. */
function pathWord(name: string): string {
  if (/(?:^|\.)(?:dbPath|pathPrefix|\w*[dD]ir(?:ectory)?)$/.test(name)) return 'path of a folder';
  return /File(?:Path)?$|^(?:systemLog|auditLog)\.path$/.test(name)
    ? 'path of a file'
    : 'path of a file or folder';
}

const typeWords: Readonly<Record<string, string>> = {
  bool: 'true or false',
  int: 'whole number',
  long: 'whole number',
  double: 'number',
  string: 'text',
  enum: 'one of several words',
  list: 'list',
  map: 'section',
  object: 'JSON object as text',
};

function typeWord({ type }: { readonly type: string }): string {
  return typeWords[type] ?? type;
}

function defaultOf({ default: value, defaultNote: note }: Pick<Option, 'default' | 'defaultNote'>): string {
  if (value === undefined) return note === undefined ? '' : `, default: ${note}`;
  return `, default ${code(String(value))}${note === undefined ? '' : ` (${note})`}`;
}

function valuesOf(option: Option, target: Target): string {
  const range =
    option.min === undefined && option.max === undefined
      ? ''
      : `From ${String(option.min ?? 'any')} to ${String(option.max ?? 'any')}.`;
  if (!option.values) return range;
  const lines = option.values.map((value) => {
    const note = valueNote(option.path, value);
    const gone = option.removedValues?.[value];
    const deprecated = option.deprecatedValues?.includes(value) ? ' (deprecated)' : '';
    const removed =
      gone === undefined ? '' : ` (${inRange(target.serverVersion, gone) ? 'gone' : 'goes'} with ${gone})`;
    return `- ${code(value)}${deprecated}${removed}${note === undefined ? '' : `: ${note}`}`;
  });
  return lines.some((line) => line.includes(': ') || line.includes('('))
    ? lines.join('\n')
    : `Values: ${option.values.map(code).join(', ')}.`;
}

function history(
  name: Pick<OptionName, 'since' | 'deprecated' | 'removed'>,
  option?: Pick<Option, 'edition' | 'platforms' | 'programs' | 'removed'>,
): string {
  const removed = name.removed ?? option?.removed;
  const facts = [
    name.since === undefined ? '' : `since ${bound(name.since)}`,
    name.deprecated === undefined ? '' : `deprecated since ${bound(name.deprecated)}`,
    removed === undefined ? '' : `removed in ${bound(removed)}`,
    option?.edition === 'enterprise' ? 'MongoDB Enterprise' : '',
    option?.platforms ? `on ${enumeration(option.platforms)}` : '',
    option?.programs ? `for ${enumeration(option.programs)}` : '',
  ].filter((fact) => fact !== '');
  const text = facts.join(', ');
  return text === '' ? '' : `${capitalised(text)}.`;
}

function conditions({ needs = [], excludes }: Option): string {
  const needed = needs.filter(({ when }) => when === undefined);
  return [...needed.map(({ of }) => `Needs ${of.map(code).join(' or ')}.`), exclusion(excludes)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function exclusion(excludes: readonly Constraint[] = []): string {
  const others = excludes.filter(({ when }) => when === undefined).flatMap(({ of }) => of);
  return others.length > 0 ? `Not together with ${enumeration(others.map(code))}.` : '';
}

function bound(version: VersionBound | undefined): string {
  return version === undefined
    ? 'another version'
    : typeof version === 'string'
      ? version
      : enumeration(version);
}
