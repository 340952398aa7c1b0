import data from '../../../../schemas/settings.json';
import { inRange, type ServerVersion, type VersionBound } from '../server/server-version.ts';
import type { Edition, Platform } from '../server/server-kind.ts';
import { once } from '../text/once.ts';

/** The server programs that read a file of this shape; mongosqld has a vocabulary of its own. */
export type ServerProgram = 'mongod' | 'mongos';

export type OptionType = 'bool' | 'int' | 'double' | 'string' | 'enum' | 'list' | 'map';

/** One of the names by which an option may be written. */
export interface OptionName {
  /** The dotted YAML path. */
  readonly path: string;
  /** The single name of the INI format; absent where INI does not know the option. */
  readonly ini?: string;
  /** With its dashes: `--tlsMode`. */
  readonly cli?: string;
  readonly since?: VersionBound;
  readonly deprecated?: VersionBound;
  readonly removed?: VersionBound;
}

/** Other settings without which, or beside which, the server does not start. That a setting is there counts, and not its value. */
export interface Constraint {
  /** The other settings, each as its path, `path=value` where only this value counts; parameters as `setParameter.name`. */
  readonly of: readonly string[];
  /** Holds for this value only. */
  readonly when?: string;
  /** Holds only beside this setting. */
  readonly beside?: string;
  readonly since?: VersionBound;
  /** Other distributions that know the setting, such as Percona's, start nevertheless. */
  readonly enterpriseOnly?: true;
  /** The rule that judges it, where it is one of its own; `none` where it is only told in hovers. */
  readonly judgedBy?: string;
}

/** What a value may be. */
export interface Words {
  readonly values?: readonly string[];
  /** Value to the release that brought it, where it is younger than the name. */
  readonly addedValues?: Readonly<Record<string, VersionBound>>;
  /** The value is a comma-separated list of `values`. */
  readonly valuesAreList?: boolean;
}

/** One option of mongod or mongos, as its IDL file registers it (schemas/settings.json). */
export interface Option extends OptionName, Words {
  readonly type: OptionType;
  readonly deprecatedValues?: readonly string[];
  /** Value to the release that dropped it. */
  readonly removedValues?: Readonly<Record<string, string>>;
  readonly default?: string | number | boolean;
  /** Where the default is another one, or what it is where no value says it. */
  readonly defaultNote?: string;
  readonly min?: number;
  readonly max?: number;
  /** The least number that releases before `until` take. */
  readonly formerMin?: { readonly until: VersionBound; readonly min: number };
  readonly programs?: readonly ServerProgram[];
  readonly edition?: 'enterprise';
  /** From which release on other editions do not know it; absent where they never did. */
  readonly editionSince?: VersionBound;
  readonly platforms?: readonly Platform[];
  readonly replacedBy?: string;
  /** One of each must be there; judged by the rule missing-required-setting, unless another one is named. */
  readonly needs?: readonly Constraint[];
  /** None of them may be there; judged by the rule conflicting-settings, unless another one is named. */
  readonly excludes?: readonly Constraint[];
  readonly secret?: boolean;
  readonly isPath?: boolean;
  readonly hidden?: boolean;
  /** From this release on the entry says what the manual says; absent where all of it was read from the source. */
  readonly manual?: VersionBound;
  readonly description: string;
  readonly note?: string;
  /** Older names, deprecated where `path` exists. */
  readonly aliases?: readonly OptionName[];
}

/** A server parameter of `setParameter`. Only those of TLS and authentication are listed. */
export interface Parameter extends Words {
  readonly name: string;
  readonly type: string;
  readonly default?: string | number | boolean;
  readonly min?: number;
  readonly since?: VersionBound;
  readonly deprecated?: VersionBound;
  readonly replacedBy?: string;
  readonly atStartup?: boolean;
  readonly atRuntime?: boolean;
  readonly aliases?: readonly string[];
  /** Where the older names are known to have come later than the oldest release described here. */
  readonly aliasesSince?: VersionBound;
  readonly platforms?: readonly Platform[];
  readonly excludes?: readonly Constraint[];
  readonly isPath?: boolean;
  /** As that of an {@link Option}. */
  readonly manual?: VersionBound;
  readonly description: string;
  readonly note?: string;
}

/** A name of the INI format and the command line without a YAML path of its own. */
export interface IniOnly {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly cli: string;
  /** What it stands for: `net.tls.mode=requireTLS`, `not security.javascriptEnabled`, `systemLog.verbosity`. */
  readonly means?: string;
  readonly type: string;
  readonly programs?: readonly ServerProgram[];
  /** What its value may be, where that differs from the values of what it stands for. */
  readonly values?: readonly string[];
  readonly hidden?: boolean;
  /** The first series that may have it: those before certainly do not. */
  readonly since?: VersionBound;
  readonly deprecated?: VersionBound;
  readonly removed?: VersionBound;
  readonly excludes?: readonly Constraint[];
  /** As that of an {@link Option}. */
  readonly manual?: VersionBound;
  readonly description: string;
}

/** A setting that a distribution other than MongoDB's adds. */
export interface VendorSetting {
  readonly path: string;
  readonly vendor: string;
  readonly type: OptionType;
  readonly description: string;
}

/** A name of servers older than those the catalogue describes. */
export interface FormerSetting {
  readonly path: string;
  /** From which release on it is certainly unknown. */
  readonly removed: VersionBound;
  readonly note: string;
}

/** Some releases, and what was read of them. */
interface ReadReleases {
  readonly from: string;
  readonly to: string;
  readonly read: 'source' | 'manual';
  readonly what: string;
}

interface Catalogue {
  /** Oldest first, without gaps. */
  readonly releases: readonly ReadReleases[];
  readonly settings: readonly Option[];
  readonly parameters: readonly Parameter[];
  readonly iniOnly: readonly IniOnly[];
  readonly vendor: readonly VendorSetting[];
  readonly former: readonly FormerSetting[];
}

/** The one catalogue of settings; all names, types and versions come from here. */
export const catalogue = data as unknown as Catalogue;

/** An option together with the one of its names that was written. */
export interface NamedOption {
  readonly option: Option;
  readonly name: OptionName;
}

/**
 * A name of the INI format and the command line without the release that brought its YAML path, where it is older than that: the
 * paths of MMAPv1 came with 3.0, that of the journal's interval with 3.2, YAML itself with 2.6.
 */
function datedAsShort(name: OptionName): OptionName {
  const { since, ...undated } = name;
  const isNew = /^(?:auditLog|net\.ssl\.mode|security\.clusterAuthMode)/.test(name.path);
  const isRenamed = /^storage\.(?:mmapv1\.|journal\.commitIntervalMs$)/.test(name.path);
  return isRenamed || (since === '2.6' && !isNew) ? undated : name;
}

/** Every name of every option. */
export const namedOptions: readonly NamedOption[] = catalogue.settings.flatMap((option) =>
  [option, ...(option.aliases ?? [])].map((name) => ({ option, name })),
);

const byPath = new Map(namedOptions.map((named) => [named.name.path, named]));

/** The options by their names in the INI format and on the command line. */
const byShortName = once(() => {
  const ini = new Map<string, NamedOption>();
  const flags = new Map<string, NamedOption>();
  for (const { option, name } of namedOptions) {
    const short = datedAsShort(name);
    // journalCommitInterval is listed for a removed option too; the first one is meant
    if (name.ini !== undefined && !ini.has(name.ini)) ini.set(name.ini, { option, name: short });
    const flag = name.cli?.replace(/^--/, '');
    if (flag !== undefined && !flags.has(flag)) flags.set(flag, { option, name: short });
  }
  return { ini, flags };
});
const parametersByName = new Map<string, Parameter>();
for (const parameter of catalogue.parameters) {
  parametersByName.set(parameter.name, parameter);
  for (const name of parameter.aliases ?? []) parametersByName.set(name, parameter);
}
const iniOnlyByName = once(
  () =>
    new Map(
      catalogue.iniOnly.flatMap((entry) =>
        [entry.name, ...(entry.aliases ?? [])].map((name): [string, IniOnly] => [name, entry]),
      ),
    ),
);
const formerByPath = once(() => new Map(catalogue.former.map((entry) => [entry.path, entry])));
const vendorByPath = once(() => new Map(catalogue.vendor.map((entry) => [entry.path, entry])));
const vendorSections = once(() => catalogue.vendor.filter(({ type }) => type === 'map'));

/** The option that a dotted YAML path names, by its present or an older name; case-sensitive like the server. */
export function optionAt(path: string): NamedOption | undefined {
  return byPath.get(path);
}

/** The option that a single name of the INI format stands for. */
export function optionByIni(name: string): NamedOption | undefined {
  return byShortName().ini.get(name);
}

/** The option behind a command-line flag, given without its dashes. */
export function optionByFlag(name: string): NamedOption | undefined {
  return byShortName().flags.get(name);
}

/** A server parameter by its present or an older name; undefined also for the many that are not about TLS. */
export function parameterNamed(name: string): Parameter | undefined {
  return parametersByName.get(name);
}

/** A name that exists in INI and on the command line only. */
export function iniOnlyNamed(name: string): IniOnly | undefined {
  return iniOnlyByName().get(name);
}

/** The distribution's setting at a path, such as Percona's; a section of `map` type holds whatever is below it. */
export function vendorSettingAt(path: string): VendorSetting | undefined {
  return vendorByPath().get(path) ?? vendorSections().find((entry) => path.startsWith(`${entry.path}.`));
}

/** A name that only servers before 3.6 or so knew. */
export function formerSettingAt(path: string): FormerSetting | undefined {
  return formerByPath().get(path);
}

/** What keeps a server from knowing a name. */
export type Unavailable = 'not-yet' | 'removed' | 'other-program' | 'other-platform' | 'other-edition';

/** Why this server would not recognise the name, or undefined where it does. */
export function unavailable(
  { option, name }: NamedOption,
  target: {
    readonly serverVersion: ServerVersion;
    readonly platform: Platform;
    readonly edition: Edition;
    readonly program: ServerProgram;
  },
): Unavailable | undefined {
  if (!inRange(target.serverVersion, name.since)) return 'not-yet';
  if (!inRange(target.serverVersion, undefined, name.removed ?? option.removed)) return 'removed';
  if (option.programs && !option.programs.includes(target.program)) return 'other-program';
  if (option.platforms && !option.platforms.includes(target.platform)) return 'other-platform';
  if (option.edition === 'enterprise' && target.edition === 'community') {
    return inRange(target.serverVersion, option.editionSince) ? 'other-edition' : undefined;
  }
  return undefined;
}
