import { forTerminal } from './for-terminal.ts';
import { inspectPem } from '../core/inspect/inspect.ts';
import type { InspectReport } from '../core/inspect/inspect-report.ts';
import { nodeCrypto } from '../host/node-crypto.ts';
import { inspectText } from '../report/inspect-text.ts';
import type { ServerVersion } from '../core/server/server-version.ts';
import { parseArguments } from './arguments.ts';
import { firstLine, UsageError, type Command } from './io.ts';
import { readInput } from './read-input.ts';
import { dateOf, targetOf, targetOptions } from './target-options.ts';
import type { Platform } from '../core/server/server-kind.ts';

interface Options {
  readonly paths: readonly string[];
  readonly format: 'text' | 'json';
  readonly now: number | undefined;
  readonly serverVersion: ServerVersion | undefined;
  readonly platform: Platform;
  readonly passphraseFromStdin: boolean;
}

/**
 * `mongodb-tls inspect`: takes PEM files apart. 0: all were read and nothing in them is an error; 1: something is
 * (expired, a key without its certificate); 2: a file could not be read or holds no PEM block.
 */
export const run: Command = async (args, io) => {
  const options = inspectOptions(args);
  const passphrase = options.passphraseFromStdin ? firstLine(await io.stdin()) : undefined;
  const files: ({ path: string } & InspectReport)[] = [];
  const unreadable = new Set<string>();
  for (const path of options.paths) {
    const complain = (reason: string): void => {
      unreadable.add(path);
      io.err(`mongodb-tls inspect: ${path}: ${reason}`);
    };
    const bytes = await readInput(path, io);
    if (typeof bytes === 'string') {
      complain(bytes === 'is a directory' ? 'is a directory; name the PEM files in it' : bytes);
      continue;
    }
    const report = inspectPem(bytes, {
      now: options.now ?? io.host.now(),
      crypto: nodeCrypto,
      platform: options.platform,
      ...(options.serverVersion ? { serverVersion: options.serverVersion } : {}),
      ...(passphrase === undefined ? {} : { passphrase }),
    });
    if (report.blocks.length === 0) {
      complain(report.notes[0]?.message ?? 'holds no PEM block');
      continue;
    }
    files.push({ path, ...report });
  }
  if (options.format === 'json') io.out(`${JSON.stringify({ version: 1, files }, null, 2)}\n`);
  else io.out(forTerminal(files.map(({ path, ...report }) => inspectText(path, report)).join('\n'), io));
  if (unreadable.size > 0) return 2;
  const failed = files.some(
    ({ blocks, notes }) => blocks.some(isUnfit) || notes.some(({ severity }) => severity === 'error'),
  );
  return failed ? 1 : 0;
};

/** Whether a block cannot be read, or no peer accepts it at this time. */
function isUnfit(block: InspectReport['blocks'][number]): boolean {
  const state = block.type === 'certificate' ? block.certificate?.state : undefined;
  return block.error !== undefined || state === 'expired' || state === 'not-yet-valid';
}

const optionTypes = {
  format: { type: 'string' },
  now: { type: 'string' },
  ...targetOptions,
  'passphrase-stdin': { type: 'boolean' },
} as const;

function inspectOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArguments(args, optionTypes, explain);
  const { format = 'text', now } = values;
  if (positionals.length === 0) throw new UsageError('name at least one PEM file, or - for standard input');
  if (format !== 'text' && format !== 'json') throw new UsageError('--format takes text or json');
  const time = now === undefined ? undefined : dateOf(now);
  const passphraseFromStdin = values['passphrase-stdin'] ?? false;
  if (passphraseFromStdin && positionals.includes('-')) {
    throw new UsageError('standard input cannot be both the file and the passphrase');
  }
  return { paths: positionals, format, now: time, ...targetOf(values), passphraseFromStdin };
}

/** Node names the argument in its message; a mistyped passphrase option must not be repeated. */
function explain(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
    ? 'there is no such option'
    : 'an option needs a value or takes none';
}
