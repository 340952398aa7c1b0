import { targetFor } from '../core/config/platform.ts';
import { convertToYaml } from '../core/fixing/convert.ts';
import { decodeText } from '../core/text/decode-text.ts';
import { parseConfig } from '../core/config/config.ts';
import { newestVersion, type ServerVersion } from '../core/server/server-version.ts';
import { parseArguments } from './arguments.ts';
import { UsageError, type Command } from './io.ts';
import { readInput } from './read-input.ts';
import { versionOf } from './target-options.ts';

/** `mongodb-tls convert FILE`: prints the YAML form of an INI configuration. 0: done; 2: there is none, or bad usage. */
export const run: Command = async (args, io) => {
  const { path, version } = convertOptions(args);
  const bytes = await readInput(path, io);
  if (typeof bytes === 'string') {
    io.err(`mongodb-tls convert: ${path}: ${bytes}`);
    return 2;
  }
  const config = parseConfig(decodeText(bytes), path === '-' ? {} : { fileName: path });
  const serverVersion = version ?? config.version ?? newestVersion;
  const target = targetFor(config, { serverVersion, platform: 'linux', edition: 'any' });
  const result = convertToYaml(config, target);
  if ('reason' in result) {
    io.err(`mongodb-tls convert: ${path}: ${result.reason}`);
    return 2;
  }
  io.out(result.text);
  return 0;
};

const optionTypes = { 'mongodb-version': { type: 'string' } } as const;

function convertOptions(args: readonly string[]): { path: string; version: ServerVersion | undefined } {
  const { values, positionals } = parseArguments(args, optionTypes);
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) {
    throw new UsageError('name one INI configuration, or - for standard input');
  }
  return { path, version: versionOf(values['mongodb-version']) };
}
