import { parameterNamed } from '../catalogue/catalogue.ts';
import { parseConfig, type Config } from './config.ts';
import { readFlag, type Setting } from './setting.ts';
import type { YamlNode } from '../yaml/tree.ts';
import { tlsModeWord, tlsPath } from '../catalogue/ssl-names.ts';

/**
 * What a configuration tells a server of 4.2 or later, whatever names, format and layout say it: one line `option = value` for
 * each leaf, sorted. Old and present names are one, and so are `requireSSL` and `requireTLS` (server-behaviour.md T2) and the spellings of
 * a boolean. Two texts with equal answers mean the same.
 */
export function meaningOf(config: Config): string[] {
  return config.settings
    .flatMap((setting) => valuesOf(setting, config).map((value) => `${presentName(setting)} = ${value}`))
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** A larger file is not read again to try an edit on it. */
const longestReread = 20_000;

/** What a text is read as that is to take a file's place, if it has no fault and exactly the meaning that is expected of it. */
export function rereadAs(config: Config, text: string, meaning: readonly string[]): Config | undefined {
  const after = parseConfig(text, { program: config.program });
  return after.problems.length === 0 && meaningOf(after).join('\n') === meaning.join('\n')
    ? after
    : undefined;
}

/** Whether a file is short enough to read it again for a fix, which is made on every keystroke. */
export function isRereadable({ text, problems }: Config): boolean {
  return text.length <= longestReread && problems.length === 0;
}

/** The present name of the option or server parameter that a setting sets; its own path where the catalogue has none. */
export function presentName(setting: Setting): string {
  // replSet of INI has a hidden YAML name of its own
  if (setting.canonical === 'replication.replSet') return 'replication.replSetName';
  if (!setting.isParameter) return tlsPath(setting.canonical);
  const name = setting.path.slice('setParameter.'.length);
  return `setParameter.${parameterNamed(name)?.name ?? name}`;
}

/** An INI file gives the items of a list one by one. */
function valuesOf(setting: Setting, config: Config): string[] {
  const { option, value } = setting;
  return option?.type === 'list' && value.kind === 'list'
    ? value.items.map((item) => JSON.stringify(plain(item, config.text)))
    : [valueOf(setting, config)];
}

function valueOf(setting: Setting, config: Config): string {
  const { text, option, value } = setting;
  if (text === undefined) {
    return JSON.stringify(plain(value, config.text));
  }
  if (option?.type === 'bool') return JSON.stringify(String(readFlag(text, config.format) ?? text));
  return JSON.stringify(setting.canonical === 'net.ssl.mode' ? tlsModeWord(text) : text);
}

function plain(node: YamlNode, source: string): unknown {
  switch (node.kind) {
    case 'null':
      return null;
    case 'scalar':
      return node.unknown ? [source.slice(...node.span)] : node.text;
    case 'list':
      return node.items.map((item) => plain(item, source));
    case 'map':
      return node.pairs.map((pair): unknown => [pair.key, plain(pair.value, source)]);
  }
}
