import { applyEdits } from '../text/apply-edits.ts';
import { mostFixes } from './fix.ts';
import { meaningOf, presentName, rereadAs } from '../config/normalised-settings.ts';
import { mergeSections, type Merge } from './merge-sections.ts';
import type { Config } from '../config/config.ts';
import type { Setting } from '../config/setting.ts';
import type { YamlMap, YamlPair } from '../yaml/tree.ts';
import { isExpansion, pathBelow } from '../config/yaml-settings.ts';
import { slice, type Edit, type Span } from '../text/span.ts';
import { isModeWord, tlsModeWord, tlsParameterName, tlsPath, tlsSingleName } from '../catalogue/ssl-names.ts';

/** What it takes to bring a whole configuration from the ssl names to the tls names of 4.2. */
export interface Migration {
  /** To be made together or not at all; none where there is nothing to do or no way to do it. */
  readonly edits: readonly Edit[];
  /** The server reads the same settings afterwards. */
  readonly safe: boolean;
  /** Why there are no edits although ssl names are there, or why they are not safe: one sentence for the user. */
  readonly reason?: string;
}

/**
 * The safe, atomic set of edits that rewrites `net.ssl` to `net.tls`: names and values, in YAML and INI, server parameters too.
 * Empty where nothing is to be done or it cannot be done safely. For servers of 4.2 or later only; the caller compares the version.
 */
export function migrateToTls(config: Config): Edit[] {
  const { edits, safe } = planMigration(config);
  return safe ? [...edits] : [];
}

/** As {@link migrateToTls}, with the reason where it is not safe or not possible. Never throws. */
export function planMigration(config: Config): Migration {
  const old = sslSettings(config);
  if (config.program === 'mongosqld' || old.length === 0) return { edits: [], safe: true };
  const obstacle = unreadable(config) ?? branching(config, old) ?? doubled(config, old);
  if (obstacle !== undefined) return { edits: [], safe: false, reason: obstacle };

  const edits =
    config.root?.kind === 'map'
      ? yamlEdits(config, config.root)
      : old.flatMap((setting) => iniEdits(config.text, setting));
  if (typeof edits === 'string') return { edits: [], safe: false, reason: edits };
  const doubt = unknownMode(old) ?? unknownLines(config);
  return doubt === undefined ? { edits, safe: true } : { edits, safe: false, reason: doubt };
}

/** The settings of a configuration that are written with an ssl name. */
export function sslSettings(config: Config): Setting[] {
  return config.settings.filter((setting) => presentSpelling(setting, config) !== setting.path);
}

/** How a setting's name is spelled since 4.2: a dotted path, or a single name in INI. The same where it is no ssl name. */
export function presentSpelling(setting: Setting, config: Config): string {
  if (setting.isParameter) {
    const name = setting.path.slice('setParameter.'.length);
    return `setParameter.${tlsParameterName(name)}`;
  }
  return config.format === 'ini' ? tlsSingleName(setting.path) : tlsPath(setting.path);
}

function unknownMode(old: readonly Setting[]): string | undefined {
  const open = old.some(
    ({ canonical, text }) => canonical === 'net.ssl.mode' && !(text !== undefined && isModeWord(text)),
  );
  return open
    ? 'The value of net.ssl.mode is not known here, and net.tls.mode refuses words such as requireSSL: check by hand that it ends in TLS.'
    : undefined;
}

function unknownLines(config: Config): string | undefined {
  if (config.partial && !config.template)
    return 'Other settings of this server stand elsewhere; rename their ssl names together with these.';
  return config.partial
    ? 'The template puts in lines that are not known here; they may have ssl names of their own, which have no place under net.tls.'
    : undefined;
}

function unreadable(config: Config): string | undefined {
  if (config.format !== 'yaml') return undefined;
  if (config.problems.length > 0)
    return 'The file is not valid YAML; once it is, its ssl names can be renamed.';
  if (config.settings.some(({ path }) => tlsPath(path) === 'net.tls')) {
    return 'A section net.tls or net.ssl has nothing below it, which the server refuses; remove it before renaming.';
  }
  return /ssl|PEMKey/i.test(config.text.slice(config.readTo))
    ? 'The server reads only the first part of this file; mend that before renaming.'
    : undefined;
}

/** Whether a template writes the ssl names for old servers only, beside the tls names for others. */
export function writesBothAges(config: Config): boolean {
  return branching(config, sslSettings(config)) !== undefined;
}

function branching(config: Config, old: readonly Setting[]): string | undefined {
  const isChoice =
    old.some(({ keySpan }) => config.isConditional(keySpan[0])) &&
    config.settings.some(
      ({ path, keySpan }) => /^(net\.)?tls/.test(path) && config.isConditional(keySpan[0]),
    );
  return isChoice
    ? 'The template writes net.ssl under one condition and net.tls under another, as for servers of different versions.'
    : undefined;
}

function doubled(config: Config, old: readonly Setting[]): string | undefined {
  const spellings = new Map<string, string[]>();
  for (const setting of config.settings) {
    const name = tlsPath(presentName(setting));
    const known = spellings.get(name);
    if (!known) spellings.set(name, [setting.path]);
    // the branches of a template's condition may each have the setting once
    else if (!config.template || !known.includes(setting.path)) known.push(setting.path);
  }
  const twice = old.find((setting) => (spellings.get(tlsPath(presentName(setting)))?.length ?? 0) > 1);
  return (
    twice &&
    `${tlsPath(presentName(twice))} is set more than once, by its old and its present name or twice by one; remove all but one before renaming.`
  );
}

function iniEdits(text: string, setting: Setting): Edit[] {
  const name = setting.isParameter
    ? tlsParameterName(setting.path.slice('setParameter.'.length))
    : tlsSingleName(setting.path);
  return [{ span: setting.keySpan, text: name }, ...modeEdit(text, setting.canonical, setting)];
}

/** Renames all that stands at a path under net.ssl in a YAML tree; answers with a reason where sections cannot be made one. */
function yamlEdits(config: Config, root: YamlMap): Edit[] | string {
  const { text } = config;
  const merges: Merge[] = [];
  let edits: Edit[] = [];
  const walk = (map: YamlMap, prefix: string): void => {
    for (const pair of map.pairs) {
      const path = pathBelow(prefix, pair.key);
      const key = presentKey(path, pair.key);
      const target = key === pair.key ? undefined : sectionNamed(map, key, pair);
      if (target) merges.push({ parent: map, source: pair, target, key });
      if (key !== pair.key) edits.push(...keyEdits(text, pair, key));
      if (pair.value.kind === 'map' && !isExpansion(pair.value)) walk(pair.value, path);
      else if (pair.value.kind === 'scalar' && !pair.value.unknown) {
        edits.push(...modeEdit(text, path, { text: pair.value.text, valueSpan: pair.value.span }));
      }
    }
  };
  walk(root, '');
  edits = distinct(edits);
  const targets = new Set(merges.map(({ target }) => target));
  if (targets.size < merges.length || (config.template && merges.length > 0)) return cannotMerge;
  // each looks over the edits of all others
  if (merges.length > mostFixes) return cannotMerge;
  for (const merge of merges) {
    const merged = mergeSections(text, merge, edits);
    if (!merged) return cannotMerge;
    edits = merged;
  }
  const plain = merges.length === 0 && !/[&*]/.test(text);
  return plain || meansTheSame(config, applyEdits(text, edits)) ? edits : cannotMerge;
}

const cannotMerge =
  'This file has net.ssl beside net.tls in a layout that cannot be joined by itself; move the settings into net.tls by hand.';

function meansTheSame(config: Config, text: string): boolean {
  const after = rereadAs(config, text, meaningOf(config));
  return after !== undefined && sslSettings(after).length === 0;
}

/** A key as the present path has it: the last parts of the path, as many as the key has. */
function presentKey(path: string, key: string): string {
  const parameter = /^setParameter\.([^.]+)$/.exec(path)?.[1];
  if (parameter !== undefined) return parameter === key ? tlsParameterName(key) : key;
  if (key === 'value' && !path.endsWith('.value')) return key;
  const parts = key.split('.').length;
  return tlsPath(path).split('.').slice(-parts).join('.');
}

function sectionNamed(map: YamlMap, key: string, other: YamlPair): YamlPair | undefined {
  if (other.value.kind !== 'map') return undefined;
  return map.pairs.find((pair) => pair !== other && pair.key === key);
}

/** Changes only the parts of a key that differ, so that quotes stay; an escaped key is written anew. */
function keyEdits(text: string, pair: YamlPair, key: string): Edit[] {
  const source = slice(text, pair.keySpan);
  const quote = /^["']/.test(source) ? 1 : 0;
  const bare = quote === 1 ? source.slice(1, -1) : source;
  if (bare !== pair.key) return [{ span: pair.keySpan, text: key }];
  const edits: Edit[] = [];
  let start = pair.keySpan[0] + quote;
  const present = key.split('.');
  for (const [index, part] of pair.key.split('.').entries()) {
    const span: Span = [start, start + part.length];
    const replacement = present[index] ?? part;
    if (replacement !== part) edits.push({ span, text: replacement });
    start = span[1] + 1;
  }
  return edits;
}

/** `requireSSL` to `requireTLS` where the setting is net.ssl.mode; quotes and block headers stay. */
export function modeEdit(
  text: string,
  canonical: string,
  { text: word, valueSpan }: Pick<Setting, 'text' | 'valueSpan'>,
): Edit[] {
  if (canonical !== 'net.ssl.mode' || word === undefined || tlsModeWord(word) === word) return [];
  const at = slice(text, valueSpan).lastIndexOf('SSL');
  // an alias or an escape does not show the word
  if (at < 0) return [{ span: valueSpan, text: tlsModeWord(word) }];
  return [{ span: [valueSpan[0] + at, valueSpan[0] + at + 3], text: 'TLS' }];
}

/** Without repeats: an alias shows the pairs of its anchor a second time. */
function distinct(edits: readonly Edit[]): Edit[] {
  return [...new Map(edits.map((edit) => [edit.span.join(), edit])).values()];
}
