import { parseServerVersion, type ServerVersion } from '../server-version.ts';
import { iniSettings } from './ini-settings.ts';
import { detectProgram } from './program.ts';
import { readYaml } from './yaml-reader.ts';
import { readFlag, type ConfigFormat, type Program, type Setting } from './setting.ts';
import type { YamlNode, YamlProblem } from './yaml-tree.ts';
import { yamlSettings } from './yaml-settings.ts';

/** A configuration file of mongod, mongos or mongosqld. */
export interface Config {
  readonly kind: 'config';
  readonly text: string;
  readonly format: ConfigFormat;
  readonly program: Program;
  /** The version a comment `# mongodb-tls: version=4.4.18` asks for. */
  readonly version?: ServerVersion;
  /** The YAML tree; null for INI, an empty file and a file that is not YAML at all. */
  readonly root: YamlNode | null;
  /** All leaves, in order. */
  readonly settings: readonly Setting[];
  readonly problems: readonly YamlProblem[];
  /** The server reads nothing from this offset on. */
  readonly readTo: number;
  /** The first setting of an option, under any of its names. `canonical` is the preferred path. */
  get(canonical: string): Setting | undefined;
  /** The text of {@link get}. */
  textOf(canonical: string): string | undefined;
  /** A switch as the server reads it (YAML: exactly true or false; INI: rules.md I3); undefined where absent or not a boolean. */
  flag(canonical: string): boolean | undefined;
}

/** Reads a configuration file. Never throws; `fileName` and `program` help to tell whose file it is. */
export function parseConfig(text: string, from: { fileName?: string; program?: Program } = {}): Config {
  const yaml = readYaml(text);
  const isIni = yaml.root?.kind === 'scalar';
  const ini = isIni ? iniSettings(text) : undefined;
  const settings = ini?.settings ?? yamlSettings(yaml.root);
  const byCanonical = new Map<string, Setting>();
  for (const setting of settings) {
    if (!byCanonical.has(setting.canonical)) byCanonical.set(setting.canonical, setting);
  }
  const format = isIni ? 'ini' : 'yaml';
  const version = versionComment(text);
  return {
    kind: 'config',
    text,
    format,
    program: from.program ?? detectProgram(from.fileName, settings),
    ...(version ? { version } : {}),
    root: isIni ? null : yaml.root,
    settings,
    problems: ini?.problems ?? yaml.problems,
    readTo: isIni ? text.length : yaml.readTo,
    get: (canonical) => byCanonical.get(canonical),
    textOf: (canonical) => byCanonical.get(canonical)?.text,
    flag: (canonical) => readFlag(byCanonical.get(canonical)?.text, format),
  };
}

/** The paths of files a configuration names, each with its setting. Relative ones are as written. */
export function namedFiles(config: Config): Setting[] {
  return config.settings.filter(
    (setting) => setting.text !== undefined && setting.text !== '' && setting.option?.isPath === true,
  );
}

function versionComment(text: string): ServerVersion | undefined {
  const match = /#[ \t]*mongodb-tls:[^\n]*\bversion=([\w.+-]+)/.exec(text);
  return match?.[1] === undefined ? undefined : parseServerVersion(match[1]);
}
