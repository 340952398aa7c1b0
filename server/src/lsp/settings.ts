import type { RuleLevel } from '../core/linting/lint.ts';
import { presentRule } from '../core/findings/former-rules.ts';
import { parseServerVersion, type ServerVersion } from '../core/server/server-version.ts';
import { anywhere } from '../host/exclude.ts';
import type { Edition, Platform } from '../core/server/server-kind.ts';

/** The values of `mongodbTls.*`, checked. */
export interface Settings {
  /** undefined: not set, and the newest is assumed. */
  readonly serverVersion: ServerVersion | undefined;
  readonly levels: Readonly<Record<string, RuleLevel>>;
  readonly pathMap: Readonly<Record<string, string>>;
  readonly expiryWarningDays: number;
  readonly memberHosts: readonly string[];
  readonly platform: Platform;
  readonly edition: Edition;
  /** Whether connection strings and driver options are looked for. */
  readonly connectionStrings: (typeof switches)[number];
  /** Of the files that are not open: those that open ones name, or all of the workspace. */
  readonly diagnosticsScope: (typeof scopes)[number];
  /** Globs of what is left out where folders are searched, from the folder of the workspace. */
  readonly exclude: readonly string[];
  /** Whether commands of a plan may be sent to servers, each after a confirmation. */
  readonly sendCommands: boolean;
}

const defaultSettings: Settings = {
  serverVersion: undefined,
  levels: {},
  pathMap: {},
  expiryWarningDays: 30,
  memberHosts: [],
  platform: 'linux',
  edition: 'any',
  connectionStrings: 'on',
  diagnosticsScope: 'openFiles',
  exclude: [],
  sendCommands: false,
};

const levels = ['off', 'info', 'warning', 'error'] as const;
const platforms = ['linux', 'windows', 'macos'] as const;
const switches = ['on', 'off'] as const;
const editions = ['any', 'community', 'enterprise'] as const;
const scopes = ['openFiles', 'workspace'] as const;
/** A glob longer than that was not written by a person. */
const maxGlob = 500;

/**
 * Reads the section `mongodbTls` as a client sends it. A value that cannot be used keeps its default and gives one sentence
 * in `problems` that names the setting and what would be right.
 */
export function readSettings(
  raw: unknown,
  knownRules: ReadonlySet<string>,
): { settings: Settings; problems: string[] } {
  const given = isRecord(raw) ? raw : {};
  const problems: string[] = [];
  const read = <T>(
    name: string,
    fallback: T,
    parse: (value: unknown) => T | undefined,
    wanted: string,
  ): T => {
    const value = given[name];
    if (value === undefined || value === null || value === '') return fallback;
    const parsed = parse(value);
    if (parsed === undefined) problems.push(`mongodbTls.${name} must be ${wanted}.`);
    return parsed ?? fallback;
  };
  const settings: Settings = {
    serverVersion: read(
      'mongodbVersion',
      defaultSettings.serverVersion,
      (value) => (typeof value === 'string' ? parseServerVersion(value) : undefined),
      'a MongoDB version such as "8.0" or "4.4.18"',
    ),
    levels: read(
      'rules',
      {},
      (value) => readLevels(value, knownRules, problems),
      'a map of rule id to "off", "info", "warning" or "error"',
    ),
    pathMap: read('pathMap', {}, textMap, 'a map of server path prefix to local folder'),
    expiryWarningDays: read(
      'expiryWarningDays',
      defaultSettings.expiryWarningDays,
      (value) => (typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined),
      'a number of days, 0 or more',
    ),
    memberHosts: read(
      'memberHosts',
      [],
      hostList,
      'a list of host names, with or without port, such as ["db1.example.net:27017"]',
    ),
    platform: read('platform', defaultSettings.platform, oneOf(platforms), `one of ${platforms.join(', ')}`),
    edition: read('edition', defaultSettings.edition, oneOf(editions), `one of ${editions.join(', ')}`),
    connectionStrings: read('connectionStrings', 'on', oneOf(switches), 'on or off'),
    diagnosticsScope: read(
      'diagnosticsScope',
      defaultSettings.diagnosticsScope,
      oneOf(scopes),
      `one of ${scopes.join(', ')}`,
    ),
    exclude: read('exclude', [], globList, 'a list of globs such as ["**/vendor/**"]'),
    sendCommands: read(
      'sendCommands',
      false,
      (value) => (typeof value === 'boolean' ? value : undefined),
      'true or false',
    ),
  };
  return { settings, problems };
}

function readLevels(
  value: unknown,
  knownRules: ReadonlySet<string>,
  problems: string[],
): Record<string, RuleLevel> | undefined {
  if (!isRecord(value)) return undefined;
  const result: Record<string, RuleLevel> = {};
  for (const [id, level] of Object.entries(value)) {
    const parsed = oneOf(levels)(level);
    const present = presentRule(id);
    if (!knownRules.has(present)) problems.push(`mongodbTls.rules: there is no rule "${id}".`);
    else if (parsed === undefined)
      problems.push(`mongodbTls.rules: "${id}" must be one of ${levels.join(', ')}.`);
    else if (present === id || !(present in value)) result[present] = parsed;
  }
  return result;
}

function textMap(value: unknown): Record<string, string> | undefined {
  if (!isRecord(value)) return undefined;
  const entries = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return entries.length === Object.keys(value).length ? Object.fromEntries(entries) : undefined;
}

function textList(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const texts = value.filter((entry): entry is string => typeof entry === 'string');
  return texts.length === value.length ? texts : undefined;
}

function globList(value: unknown): string[] | undefined {
  const globs = textList(value)?.filter((glob) => glob.trim() !== '');
  return globs?.every((glob) => glob.length <= maxGlob) ? globs.map(anywhere) : undefined;
}

/** The globs of VS Code's `files.exclude` and `search.exclude`; those with a condition hide derived files, which are none of ours. */
export function editorGlobs(value: unknown): string[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([glob, isOn]) =>
    isOn === true && glob.length <= maxGlob ? glob : [],
  );
}

/** Connection strings and lists in one text are no hosts: a certificate would be compared with what they begin with. */
function hostList(value: unknown): string[] | undefined {
  const hosts = textList(value)?.map((text) => text.trim());
  return hosts?.every((host) => !/[\s/,@]/.test(host)) ? hosts : undefined;
}

function oneOf<T extends string>(words: readonly T[]): (value: unknown) => T | undefined {
  return (value) => words.find((word) => word === value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
