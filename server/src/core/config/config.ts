import { gatewaySettingAt } from '../catalogue/mongosqld.ts';
import type { ServerVersion } from '../server/server-version.ts';
import { firstBeyond } from '../text/sorted.ts';
import type { Span } from '../text/span.ts';
import { statedIn } from './directives.ts';
import { iniSettings } from './ini-settings.ts';
import { formatOf, readAroundIniLines } from './config-format.ts';
import { detectProgram } from './program.ts';
import { maskTemplate, withUnknowns, withUnknownValues } from './template.ts';
import { readYaml } from '../yaml/mongod/reader.ts';
import { firstSettings, readFlag, type ConfigFormat, type Setting } from './setting.ts';
import type { YamlNode, YamlProblem } from '../yaml/tree.ts';
import { isExpansion, yamlSettings } from './yaml-settings.ts';
import type { ConfigExpand, Program } from '../server/server-kind.ts';

/** The start in which the official image makes a user or runs scripts, where the data folder is empty (server-behaviour.md IM2). */
interface FirstStart {
  readonly by: 'user' | 'scripts';
  readonly span: Span;
}

/** A configuration file of mongod, mongos or mongosqld. */
export interface Config {
  readonly kind: 'config';
  readonly text: string;
  readonly format: ConfigFormat;
  readonly program: Program;
  /** The version a comment `# mongodb-tls: version=4.4.18` asks for. */
  readonly version?: ServerVersion;
  /** What a comment `# mongodb-tls: configExpand=rest,exec` says of the server's command line. */
  readonly configExpand?: ConfigExpand;
  /** The server is told nothing else: this is its command line, or a comment `# mongodb-tls: commandline=none` says so. */
  readonly isWhole: boolean;
  /** What makes the image start the server once before all others, without access control. */
  readonly firstStart?: FirstStart;
  /** The YAML tree; null for INI, an empty file and a file that is not YAML at all. */
  readonly root: YamlNode | null;
  /** All leaves, in order. */
  readonly settings: readonly Setting[];
  readonly problems: readonly YamlProblem[];
  /** The server reads nothing from this offset on. */
  readonly readTo: number;
  /** Filled in by another program: values may be unknown, conditions may give one setting twice, faults of YAML are not ours. */
  readonly template: boolean;
  /** There may be settings that are not in `settings`: a template or an expansion of the whole file puts them in. */
  readonly partial: boolean;
  /** Whether what stands at an offset is there under a template's condition only: for some versions, say. */
  isConditional(offset: number): boolean;
  /** The first setting of an option, under any of its names. `canonical` is the preferred path. */
  get(canonical: string): Setting | undefined;
  /** The text of {@link get}. */
  textOf(canonical: string): string | undefined;
  /** A switch as the server reads it (YAML: exactly true or false; INI: server-behaviour.md I3); undefined where absent or not a boolean. */
  flag(canonical: string): boolean | undefined;
}

/** What is known of a configuration beside its text. */
export interface ConfigOrigin {
  readonly fileName?: string | undefined;
  readonly program?: Program | undefined;
  /** Only a part of a configuration: what is not in it may be elsewhere. */
  readonly partial?: boolean | undefined;
  /** A shell expands the text before the server gets it. */
  readonly isExpanded?: boolean | undefined;
}

/** Reads a configuration file. Never throws; what is known of its origin helps to tell whose file it is. */
export function parseConfig(text: string, from: ConfigOrigin = {}): Config {
  const masked = maskTemplate(text, from.isExpanded);
  const source = masked?.text ?? text;
  const first = readYaml(source);
  const asIni = formatOf(first, source) === 'ini' ? iniSettings(source) : undefined;
  const mixed =
    asIni && !masked ? readAroundIniLines(source, [...first.problems, ...asIni.problems]) : undefined;
  const yaml = mixed ?? first;
  const ini = mixed ? undefined : asIni;
  const isIni = ini !== undefined;
  const format = isIni ? 'ini' : 'yaml';
  // what is left of a template may be no YAML; then nothing certain can be read from it
  const isLost = masked !== undefined && !isIni && yaml.problems.length > 0;
  const isEmpty = yaml.root?.kind === 'null' || yaml.root?.kind === 'scalar';
  const root = isIni || isLost || isEmpty ? null : masked ? withUnknowns(yaml.root, masked) : yaml.root;
  const settings = ini ? (masked ? withUnknownValues(ini.settings) : ini.settings) : yamlSettings(root);
  const byCanonical = firstSettings(settings, masked !== undefined);
  const stated = statedIn(text);
  return {
    kind: 'config',
    text,
    format,
    program: from.program ?? detectProgram(from.fileName, settings),
    ...(stated.version ? { version: stated.version } : {}),
    ...(stated.configExpand ? { configExpand: stated.configExpand } : {}),
    isWhole: stated.commandLine === 'none',
    root,
    settings,
    problems: masked ? [] : [...yaml.problems, ...(ini?.problems ?? [])],
    readTo: isIni || masked ? text.length : yaml.readTo,
    template: masked !== undefined,
    partial: from.partial === true || isLost || masked?.insertsLines === true || isWholeExpansion(root),
    isConditional: (offset) => {
      const span = masked?.conditional[firstBeyond(masked.conditional, ([, end]) => end > offset)];
      return span !== undefined && span[0] <= offset;
    },
    get: (canonical) => byCanonical.get(canonical),
    textOf: (canonical) => byCanonical.get(canonical)?.text,
    flag: (canonical) => readFlag(byCanonical.get(canonical)?.text, format),
  };
}

/** The paths of files a configuration names, each with its setting. Relative ones are as written. */
export function namedFiles(config: Config): Setting[] {
  const isPath =
    config.program === 'mongosqld'
      ? ({ path }: Setting) => gatewaySettingAt(path)?.isPath
      : ({ option }: Setting) => option?.isPath;
  return config.settings.filter(
    (setting) => setting.text !== undefined && setting.text !== '' && isPath(setting) === true,
  );
}

/** A directive at the top stands for the whole file (server-behaviour.md E4). */
function isWholeExpansion(root: YamlNode | null): boolean {
  return root !== null && isExpansion(root);
}
