import { optionAt, type IniOnly, type Option, type OptionName } from '../catalogue/catalogue.ts';
import type { Span } from '../text/span.ts';
import type { YamlNode, YamlPair } from '../yaml/tree.ts';
/** `flags`: the arguments of a command line in another file. */
export type ConfigFormat = 'yaml' | 'ini' | 'flags';

/** What beside a file gives a setting to a server: its command line, or the image, by itself or for a variable of its environment. */
type SettingOrigin = 'flag' | 'environment' | 'image';

/** One leaf of a configuration as the server walks it; nested, dotted and INI spellings end in the same shape. */
export interface Setting {
  /** The dotted path as written (`net.ssl.PEMKeyFile`), in INI the single name (`sslPEMKeyFile`). */
  readonly path: string;
  /** The preferred path of the option it sets (`net.tls.certificateKeyFile`); the path itself where no option has it. */
  readonly canonical: string;
  readonly option?: Option | undefined;
  /** Which of the option's names was written. */
  readonly name?: OptionName | undefined;
  /** A name that only INI and the command line know. */
  readonly iniOnly?: IniOnly;
  /** A child of the map `setParameter`, or one `setParameter = name=value` of INI. */
  readonly isParameter?: true | undefined;
  /** The key token; a dotted key is one token. */
  readonly keySpan: Span;
  /** The value token with its quotes; empty, right after the colon, where there is none. */
  readonly valueSpan: Span;
  /** From key to value. */
  readonly span: Span;
  /** The value as mongod reads it, empty for null; undefined for a list, a map, an expansion directive and what a template fills in. */
  readonly text: string | undefined;
  /** The value's node; INI values are scalars. */
  readonly value: YamlNode;
  /** A `__exec` or `__rest` block: mongod puts in what the program or the address answers (4.2+). */
  readonly expansion?: true | undefined;
  /** The sections it stands in, outermost first; empty in INI. */
  readonly parents: readonly YamlPair[];
  /** What gives it to the server; absent for the file that it stands in. */
  readonly from?: SettingOrigin;
  /** The YAML pair it was made from. */
  readonly pair?: YamlPair;
}

/** A boolean as mongod reads it in this format, or undefined where it would refuse the text. */
export function readFlag(text: string | undefined, format: ConfigFormat): boolean | undefined {
  if (text === undefined) return undefined;
  if (format === 'yaml') return text === 'true' ? true : text === 'false' ? false : undefined;
  const word = text.toLowerCase();
  if (word === '' || word === 'on' || word === 'yes' || word === '1' || word === 'true') return true;
  return word === 'off' || word === 'no' || word === '0' || word === 'false' ? false : undefined;
}

/** Gives a leaf its option: by the dotted path it was written with. */
export function identify(path: string): Pick<Setting, 'canonical' | 'option' | 'name'> {
  const named = optionAt(path);
  return named
    ? { canonical: named.option.path, option: named.option, name: named.name }
    : { canonical: path };
}

/**
 * The first setting of each option, by its preferred path. `conditional`: an option that is there twice may be set by either, as in
 * the branches of a template's condition, so its text is not known where they differ.
 */
export function firstSettings(settings: readonly Setting[], conditional: boolean): Map<string, Setting> {
  const byCanonical = new Map<string, Setting>();
  for (const setting of settings) {
    const first = byCanonical.get(setting.canonical);
    if (!first) byCanonical.set(setting.canonical, setting);
    else if (conditional && first.text !== setting.text)
      byCanonical.set(setting.canonical, { ...first, text: undefined });
  }
  return byCanonical;
}
