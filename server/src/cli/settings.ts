import { effectiveSettings } from '../core/effective/effective-settings.ts';
import { lint } from '../core/linting/lint.ts';
import { allRules } from '../rules/all-rules.ts';
import { parseConfig } from '../core/config/config.ts';
import { serverFacts } from '../core/documents/server-facts.ts';
import type { ServerVersion } from '../core/server/server-version.ts';
import { readSettings, type SettingsReading } from '../core/config/settings-reading.ts';
import { nodeCrypto } from '../host/node-crypto.ts';
import { parseArguments } from './arguments.ts';
import { UsageError, type Command, type Io } from './io.ts';
import { isBinary, readInput } from './read-input.ts';
import { versionOf } from './target-options.ts';
import { decodeConfig } from '../core/documents/decode-document.ts';
import { oneLine } from '../core/text/visible.ts';

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
  readonly reading: SettingsReading;
}

/**
 * `mongodb-tls settings`: what mongod reads from configuration files. 0: all of them are read; 1: mongod stops at one of them;
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
    } else files.push({ path, text, reading: readSettings(text) });
  }
  if (options.format === 'json') {
    const shown = files.map(({ path, reading }) => ({ path, ...reading }));
    io.out(`${JSON.stringify({ version: 1, files: shown }, null, 2)}\n`);
  } else io.out(files.map((file) => settingsText(file, options, io)).join('\n'));
  if (unreadable) return 2;
  return files.some(({ reading }) => reading.error !== null) ? 1 : 0;
};

async function readText(path: string, io: Io): Promise<string | { reason: string }> {
  const bytes = await readInput(path, io);
  if (bytes === 'is a directory') return { reason: 'is a directory; name the configuration files in it' };
  if (typeof bytes === 'string') return { reason: bytes };
  return isBinary(bytes) ? { reason: 'is a binary file and no configuration' } : decodeConfig(bytes, 'linux');
}

function settingsText({ path, text }: ReadFile, { defaults, version }: Options, io: Io): string {
  const config = parseConfig(text, path === '-' ? {} : { fileName: path });
  const facts = {
    now: io.host.now(),
    ...serverFacts(config, version),
    platform: 'linux',
    edition: 'any',
    files: new Map(),
    expiryWarningDays: 30,
    memberHosts: [],
    crypto: nodeCrypto,
  } as const;
  const name = path === '-' ? 'standard input' : oneLine(path);
  return effectiveSettings(config, facts, lint(config, facts, {}, allRules), { name, defaults });
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
