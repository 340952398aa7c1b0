import { forTerminal } from './for-terminal.ts';
import { resolve } from 'node:path';
import { parseConfig } from '../core/config/config.ts';
import { decodeConfig } from '../core/documents/decode-document.ts';
import { LogExplainer } from '../core/logs/explain-log.ts';
import type { NamedConfig } from '../core/logs/log-places.ts';
import { fileChunks } from '../host/file-chunks.ts';
import { grouped } from '../report/counted.ts';
import { logJson, logText } from '../report/log.ts';
import { parseArguments } from './arguments.ts';
import { UsageError, type Command, type Io } from './io.ts';
import { isBinary, readInput } from './read-input.ts';

interface Options {
  readonly path: string;
  readonly format: 'text' | 'json';
  readonly configs: readonly string[];
}

/**
 * `mongodb-tls log`: explains what a log of mongod or mongos says of TLS, certificates, keyfiles, authentication and options. 0:
 * done; 2: bad usage or unreadable input. The log is read piece by piece, whatever its size.
 */
export const run: Command = async (args, io) => {
  const options = logOptions(args);
  const configs: NamedConfig[] = [];
  for (const path of options.configs) {
    const bytes = await readInput(path, io);
    if (typeof bytes === 'string' || isBinary(bytes)) {
      io.err(
        `mongodb-tls log: ${path}: ${typeof bytes === 'string' ? bytes : 'is a binary file and no configuration'}`,
      );
      return 2;
    }
    configs.push({ file: path, config: parseConfig(decodeConfig(bytes, 'linux'), { fileName: path }) });
  }
  const chunks = await chunksOf(options.path, io);
  if (typeof chunks === 'string') {
    io.err(`mongodb-tls log: ${options.path}: ${chunks}`);
    return 2;
  }
  const explainer = new LogExplainer();
  let read = 0;
  try {
    for await (const chunk of chunks) {
      const { buffer, byteOffset, byteLength } = chunk;
      read += byteLength;
      io.progress?.tell(() => `Read ${grouped(Math.floor(read / 1024 / 1024))} MB`);
      explainer.push(Buffer.from(buffer, byteOffset, byteLength).toString('latin1'));
    }
  } catch (error) {
    io.err(`mongodb-tls log: ${options.path}: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  const result = explainer.finish();
  io.out(options.format === 'json' ? logJson(result, configs) : forTerminal(logText(result, configs), io));
  return 0;
};

async function chunksOf(
  path: string,
  io: Io,
): Promise<AsyncIterable<Uint8Array> | Iterable<Uint8Array> | string> {
  if (path !== '-') return fileChunks(resolve(io.cwd, path));
  return io.stdinChunks?.() ?? [await io.stdin()];
}

const optionTypes = {
  format: { type: 'string', default: 'text' },
  config: { type: 'string', multiple: true },
} as const;

function logOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArguments(args, optionTypes);
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0)
    throw new UsageError('name one log file, or - for standard input');
  const { format, config = [] } = values;
  if (format !== 'text' && format !== 'json') throw new UsageError('--format is text or json');
  return { path, format, configs: config };
}
