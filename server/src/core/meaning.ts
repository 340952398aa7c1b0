import { parameterNamed } from './catalogue.ts';
import type { Config } from './models/config.ts';
import { readFlag, type Setting } from './models/setting.ts';
import type { YamlNode } from './models/yaml-tree.ts';
import { tlsModeWord, tlsPath } from './ssl-names.ts';

/**
 * What a configuration tells a server of 4.2 or later, whatever names, format and layout say it: one line `option = value` for
 * each leaf, sorted. Old and present names are one, and so are `requireSSL` and `requireTLS` (rules.md T2) and the spellings of
 * a boolean. Two texts with equal answers mean the same.
 */
export function meaningOf(config: Config): string[] {
  return config.settings
    .map((setting) => `${presentName(setting)} = ${valueOf(setting, config)}`)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** The present name of the option or server parameter that a setting sets; its own path where the catalogue has none. */
export function presentName(setting: Setting): string {
  if (!setting.isParameter) return tlsPath(setting.canonical);
  const name = setting.path.slice('setParameter.'.length);
  return `setParameter.${parameterNamed(name)?.name ?? name}`;
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
