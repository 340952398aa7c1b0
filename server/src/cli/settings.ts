import { relative } from 'node:path';
import { parseConfig } from '../core/config/config.ts';
import type { Config } from '../core/config/config.ts';
import { readSettings, type SettingsReading } from '../core/config/settings-reading.ts';
import { factsOfServer, type StartedServer } from '../core/deployment/started-server.ts';
import { textAt } from '../core/deployment/related-text.ts';
import { decodeConfig } from '../core/documents/decode-document.ts';
import { serverFacts } from '../core/documents/server-facts.ts';
import { effectiveSettings } from '../core/effective/effective-settings.ts';
import {
  defaultsOfStarted,
  effectiveSettingsOfServer,
  settingsOfFile,
  settingsOfStarted,
  wholeSettings,
  type ServerSettings,
  type SettingSource,
} from '../core/effective/server-settings.ts';
import type { Facts } from '../core/facts/facts.ts';
import { lintServer } from '../core/linting/judge-servers.ts';
import { lint } from '../core/linting/lint.ts';
import type { ServerVersion } from '../core/server/server-version.ts';
import { LineIndex } from '../core/text/line-index.ts';
import { oneLine } from '../core/text/visible.ts';
import { nodeCrypto } from '../host/node-crypto.ts';
import { allRules } from '../rules/all-rules.ts';
import type { KnownFile } from '../host/started-servers.ts';
import { parseArguments } from './arguments.ts';
import { UsageError, type Command, type Io } from './io.ts';
import { isBinary, readInput } from './read-input.ts';
import { knownFile, locationOf, serversOfSettings } from './settings-servers.ts';
import { versionOf } from './target-options.ts';

interface Options {
  readonly paths: readonly string[];
  readonly format: 'text' | 'json';
  readonly defaults: boolean;
  /** undefined: not given, and the newest is assumed. */
  readonly version: ServerVersion | undefined;
}

interface ReadFile {
  readonly path: string;
  readonly text: string;
  readonly known: KnownFile;
  readonly reading: SettingsReading;
}

/**
 * `mongodb-tls settings`: what servers have from configuration files, with the command lines, images and environments of compose
 * files and the like that are given or stand beside them. 0: all of them are read; 1: mongod stops at one of them;
 * 2: one could not be read here, or bad usage. JSON has every value as mongod reads it, the text no secrets.
 */
export const run: Command = async (args, io) => {
  const options = settingsOptions(args);
  const files: ReadFile[] = [];
  let unreadable = false;
  for (const path of options.paths) {
    const text = await readText(path, io);
    if (typeof text === 'object') {
      unreadable = true;
      io.err(`mongodb-tls settings: ${path}: ${text.reason}`);
    } else files.push(readFile(path, text, io));
  }
  const servers = await serversOfSettings(
    files.flatMap(({ path, known }) => (path === '-' ? [] : [known])),
    io,
  );
  const serversOf = ({ path, known }: ReadFile): readonly StartedServer[] =>
    path === '-' ? [] : (servers.get(known.location) ?? []);
  if (options.format === 'json') {
    const shown = files.map((file) => settingsJson(file, serversOf(file), options, io));
    io.out(`${JSON.stringify({ version: 1, files: shown }, null, 2)}\n`);
  } else io.out(files.flatMap((file) => settingsTexts(file, serversOf(file), options, io)).join('\n'));
  if (unreadable) return 2;
  return files.some(({ reading }) => reading.error !== null) ? 1 : 0;
};

function readFile(path: string, text: string, io: Io): ReadFile {
  const known =
    path === '-' ? { location: path, document: parseConfig(text) } : knownFile(locationOf(path, io), text);
  // a file that starts servers is none that mongod reads
  const reading = readSettings(known.document.kind === 'host' ? '' : text);
  return { path, text, known, reading };
}

async function readText(path: string, io: Io): Promise<string | { reason: string }> {
  const bytes = await readInput(path, io);
  if (bytes === 'is a directory') return { reason: 'is a directory; name the configuration files in it' };
  if (typeof bytes === 'string') return { reason: bytes };
  return isBinary(bytes) ? { reason: 'is a binary file and no configuration' } : decodeConfig(bytes, 'linux');
}

function factsFor(document: Config | undefined, { version }: Options, io: Io): Facts {
  return {
    now: io.host.now(),
    ...serverFacts(document ?? parseConfig(''), version),
    platform: 'linux',
    edition: 'any',
    files: new Map(),
    expiryWarningDays: 30,
    memberHosts: [],
    crypto: nodeCrypto,
  };
}

function settingsTexts(
  { path, known }: ReadFile,
  servers: readonly StartedServer[],
  options: Options,
  io: Io,
): string[] {
  const { defaults } = options;
  const config = known.document.kind === 'config' ? known.document : undefined;
  const facts = factsFor(config, options, io);
  if (servers.length > 0) {
    return servers.map((server) => {
      const findings = lintServer(server, { facts, options: {}, rules: allRules });
      const nameOf = (location: string): string => oneLine(shownPath(location, io));
      return effectiveSettingsOfServer(server, facts, findings, { defaults, nameOf });
    });
  }
  if (!config) return [];
  const name = path === '-' ? 'standard input' : oneLine(path);
  return [effectiveSettings(config, facts, lint(config, facts, {}, allRules), { name, defaults })];
}

/** The answer for one file: of the one server that it belongs to, or by itself with those of several servers beside it. */
function settingsJson(file: ReadFile, servers: readonly StartedServer[], options: Options, io: Io): object {
  const { path, text, known, reading } = file;
  const config = known.document.kind === 'config' ? known.document : undefined;
  const facts = factsFor(config, options, io);
  const [only, ...others] = servers;
  const shown = (server: StartedServer): object =>
    withDefaults(server, shownSettings(settingsOfStarted(server), servers, io), facts, options);
  if (only && others.length === 0) return { path, ...reading, ...shown(only) };
  const itself = config
    ? shownSettings(settingsOfFile({ config, location: known.location, text }), [], io, { path, text })
    : { settings: {}, origins: {} };
  const own = { path, ...reading, origins: itself.origins };
  const alone = config && !only ? withFileDefaults({ ...own }, config, facts, options) : own;
  return only
    ? { ...alone, servers: servers.map((server) => ({ name: server.start.name, ...shown(server) })) }
    : alone;
}

interface Shown {
  readonly settings: Readonly<Record<string, string | null>>;
  readonly origins: Readonly<Record<string, object>>;
}

function withDefaults(server: StartedServer, shown: Shown, facts: Facts, { defaults }: Options): Shown {
  if (!defaults) return shown;
  const merged = wholeSettings(server);
  return joined(shown, defaultsOfStarted(merged, factsOfServer(server, facts, merged.config.version)));
}

function withFileDefaults<T extends Shown>(own: T, config: Config, facts: Facts, { defaults }: Options): T {
  return defaults ? { ...own, ...joined(own, defaultsOfStarted({ config }, facts)) } : own;
}

function joined({ settings, origins }: Shown, defaults: Readonly<Record<string, string>>): Shown {
  const sources = Object.keys(defaults).map((path) => [path, { from: 'default' }] as const);
  return {
    settings: { ...defaults, ...settings },
    origins: { ...Object.fromEntries(sources), ...origins },
  };
}

/** Settings with the places of their sources as ranges. */
function shownSettings(
  { settings, origins }: ServerSettings,
  servers: readonly StartedServer[],
  io: Io,
  own?: { readonly path: string; readonly text: string },
): Shown {
  const shown = ({ from, location, span }: SettingSource): object => {
    const lines = new LineIndex(own?.text ?? textAt(new Map(), location, servers));
    const [start, end] = [lines.at(span[0]), lines.at(span[1])];
    return { from, file: own?.path ?? shownPath(location, io), range: { start, end } };
  };
  return {
    settings,
    origins: Object.fromEntries(Object.entries(origins).map(([path, source]) => [path, shown(source)])),
  };
}

function shownPath(location: string, { cwd }: Pick<Io, 'cwd'>): string {
  const path = relative(cwd, location);
  return path.startsWith('..') ? location : path;
}

const optionTypes = {
  format: { type: 'string' },
  defaults: { type: 'boolean' },
  'mongodb-version': { type: 'string' },
} as const;

function settingsOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArguments(args, optionTypes);
  const { format = 'text' } = values;
  if (positionals.length === 0) {
    throw new UsageError('name at least one configuration file, or - for standard input');
  }
  if (format !== 'text' && format !== 'json') throw new UsageError('--format takes text or json');
  const version = versionOf(values['mongodb-version']);
  return { paths: positionals, format, defaults: values.defaults ?? false, version };
}
