import {
  iniOnlyNamed,
  optionAt,
  optionByFlag,
  optionByIni,
  type Option,
  type Unavailable,
} from '../catalogue/catalogue.ts';
import { pathParts, type PathPart } from '../config/setting-path.ts';
import type { Setting } from '../config/setting.ts';
import { meantSection, meantSetting, type MeantName } from './meant-name.ts';
import { similarName } from '../text/similar-name.ts';
import {
  unavailableAt,
  vocabularyOf,
  type Target,
  type UnavailableName,
  type Vocabulary,
} from '../catalogue/vocabulary.ts';

/** What is known of a path the server does not recognise. */
export interface UnknownName {
  /** The path up to the first name that is wrong. */
  readonly path: string;
  readonly parts: readonly PathPart[];
  /** Which of the parts is wrong. */
  readonly index: number;
  readonly cause: UnknownCause;
}

type UnknownCause =
  /** Other servers know it. */
  | { readonly kind: 'unavailable'; readonly reason: Unavailable; readonly names: readonly UnavailableName[] }
  /** A section that was given a value. */
  | { readonly kind: 'section' }
  /** Something below an option that takes a value. */
  | { readonly kind: 'below-option'; readonly option: string }
  /** A server parameter with a dot instead of nesting (server-behaviour.md P13). */
  | { readonly kind: 'dotted-parameter' }
  | { readonly kind: 'merge-key' }
  /** A name of INI and the command line; `path` is what it is called in YAML, where it has a name there. */
  | { readonly kind: 'single-name'; readonly path?: string; readonly means?: string }
  /** People write this for another setting or section: `path` is that of the part that is wrong. */
  | { readonly kind: 'other-name'; readonly path: string; readonly meant: MeantName }
  /** Known by this name elsewhere: `path` is where the whole setting belongs, absent where there are several places. */
  | { readonly kind: 'misplaced'; readonly path?: string; readonly places: readonly string[] }
  /** `name` is what was probably meant. */
  | { readonly kind: 'misspelled'; readonly name: string }
  | { readonly kind: 'unheard-of' };

/** Tells why a server does not know a YAML setting, or gives undefined where it does. */
export function unknownName(setting: Setting, text: string, target: Target): UnknownName | undefined {
  const vocabulary = vocabularyOf(target);
  if (vocabulary.paths.has(setting.path)) return undefined;
  const parts = pathParts(setting, text);
  const names = parts.map(({ name }) => name);
  const upTo = (count: number): string => names.slice(0, count).join('.');
  let index = names.findIndex((_, at) => !vocabulary.sections.has(upTo(at + 1)));
  if (index < 0) index = names.length - 1;
  // what stands below an option is wrong, not the option
  if (vocabulary.paths.has(upTo(index + 1)) && index < names.length - 1) index++;
  const path = upTo(index + 1);
  return { path, parts, index, cause: causeOf(setting, names, index, path, vocabulary, target) };
}

function causeOf(
  setting: Setting,
  names: readonly string[],
  index: number,
  path: string,
  vocabulary: Vocabulary,
  target: Target,
): UnknownCause {
  const name = names[index] ?? '';
  const section = names.slice(0, index).join('.');
  if (vocabulary.sections.has(path)) return { kind: 'section' };
  if (vocabulary.paths.has(section)) {
    return section === 'setParameter'
      ? { kind: 'dotted-parameter' }
      : { kind: 'below-option', option: section };
  }
  if (name === '<<') return { kind: 'merge-key' };
  const elsewhere = unavailableAt(path, target);
  // a whole section is another program's, even where one of its names is gone there too
  const first =
    elsewhere.find((entry) => entry.named.name.path === path) ??
    elsewhere.find((entry) => entry.reason === 'other-program') ??
    elsewhere.find((entry) => entry.named.name.path === names.join('.')) ??
    elsewhere[0];
  if (first) return { kind: 'unavailable', reason: first.reason, names: elsewhere };
  const children = vocabulary.sections.get(section) ?? new Set();
  const isLast = index === names.length - 1;
  const sameLetters = [...children].find((child) => child.toLowerCase() === name.toLowerCase());
  if (sameLetters !== undefined) return { kind: 'misspelled', name: sameLetters };
  const hidden = [...vocabulary.paths.keys()].find((known) => known.toLowerCase() === path.toLowerCase());
  if (hidden !== undefined) return { kind: 'misspelled', name: hidden.slice(hidden.lastIndexOf('.') + 1) };
  const other = otherName(setting, section, name, isLast, vocabulary);
  if (other) return other;
  const single = isLast ? singleName(name, vocabulary) : undefined;
  if (single?.path !== undefined) return single;
  const places = placesOf(setting, names.slice(index), section, vocabulary);
  if (places.length > 0) {
    const [only] = places;
    return {
      kind: 'misplaced',
      places,
      ...(places.length === 1 && only !== undefined ? { path: only } : {}),
    };
  }
  const place = isLast ? undefined : placeOfSection(name, vocabulary);
  if (place !== undefined) {
    const path = [place, ...names.slice(index + 1)].join('.');
    return { kind: 'misplaced', places: [path], path };
  }
  const near = similarName(name, vocabulary.offered.get(section) ?? children);
  if (near !== undefined) return { kind: 'misspelled', name: near };
  return single ?? { kind: 'unheard-of' };
}

/** What the table of what people write has for a name. */
function otherName(
  { text, value }: Setting,
  section: string,
  name: string,
  isLast: boolean,
  { paths, sections }: Vocabulary,
): Extract<UnknownCause, { kind: 'other-name' }> | undefined {
  if (!isLast) {
    const path = meantSection(section, name);
    return path !== undefined && sections.has(path)
      ? { kind: 'other-name', path, meant: { path, safe: false } }
      : undefined;
  }
  if (value.kind === 'map') return undefined;
  const meant = meantSetting(section, name, text) ?? presentName(section, name, sections);
  const option = meant && optionAt(meant.path)?.option;
  if (!option) return undefined;
  const aliases = (option.aliases ?? []).map((alias) => alias.path);
  const known = [option.path, ...aliases, option.path.replace(/^net\.tls\./, 'net.ssl.')].filter((path) =>
    paths.has(path),
  );
  // a setting among those of net.ssl gets its name there
  const path = known.find((candidate) => candidate.startsWith(`${section}.`)) ?? known[0];
  if (path === undefined) return undefined;
  const isOldMode = path === 'net.ssl.mode' && !paths.has('net.tls.mode');
  const word = isOldMode ? meant.value?.replace(/TLS$/, 'SSL') : meant.value;
  return { kind: 'other-name', path, meant: { ...meant, ...(word === undefined ? {} : { value: word }) } };
}

/** A name of net.tls below net.ssl, on a server that has no net.tls yet. */
function presentName(section: string, name: string, sections: Vocabulary['sections']): MeantName | undefined {
  const path = `net.tls.${name}`;
  return section === 'net.ssl' && !sections.has('net.tls') && optionAt(path)
    ? { path, safe: false }
    : undefined;
}

function singleName(
  name: string,
  { paths }: Vocabulary,
): Extract<UnknownCause, { kind: 'single-name' }> | undefined {
  const named = optionByIni(name) ?? optionByFlag(name);
  // an old single name leads to the present path
  const path = named && [named.option.path, named.name.path].find((candidate) => paths.has(candidate));
  if (path !== undefined) return { kind: 'single-name', path };
  const means = iniOnlyNamed(name)?.means;
  return iniOnlyNamed(name) ? { kind: 'single-name', ...(means === undefined ? {} : { means }) } : undefined;
}

/** Where a section of this name stands, if there is only one. */
function placeOfSection(name: string, { sections }: Vocabulary): string | undefined {
  const places = [...sections.keys()].filter((path) => path === name || path.endsWith(`.${name}`));
  return places.length === 1 ? places[0] : places.find((path) => path === name);
}

/**
 * Where a setting of these last names stands in truth. Of several places those next to where it was written are meant, and those
 * that take its value.
 */
function placesOf(
  { text }: Setting,
  tail: readonly string[],
  section: string,
  { endings, paths }: Vocabulary,
): string[] {
  const ending = tail.join('.');
  const all = (endings.get(tail.at(-1) ?? '') ?? []).filter(
    ({ option, name }) =>
      (name.path === ending || name.path.endsWith(`.${ending}`)) &&
      (name.deprecated === undefined || name.path === option.path) &&
      // since 4.2 the old mode is meant only where its old words are
      (option.path !== 'net.ssl.mode' || !paths.has('net.tls.mode') || text?.endsWith('SSL') === true),
  );
  const fitting = all.filter(({ option }) => takes(option, text));
  const places = (fitting.length > 0 ? fitting : all).map(({ name }) => name.path);
  const below = places.filter((place) => section !== '' && place.startsWith(`${section}.`));
  if (below.length > 0) return below;
  return places.filter((place) => !place.startsWith('systemLog.component.'));
}

/** Whether a value may be one of an option; an unknown text may be any. */
function takes({ type, values, valuesAreList }: Option, text: string | undefined): boolean {
  if (text === undefined) return true;
  if (type === 'bool') return text === 'true' || text === 'false';
  return type !== 'enum' || valuesAreList === true || values === undefined || values.includes(text);
}
