import { resolve } from 'node:path';
import { decodeText } from '../core/decode-text.ts';
import { describeKeyFile } from '../core/editing/explain-key-file.ts';
import { parseKeyFile } from '../core/models/key-file.ts';
import { newestVersion } from '../core/server-version.ts';
import { keyFileMode, newKeyFile } from '../make/new-key.ts';
import { rotateFiles } from './keyfile-rotate.ts';
import { UsageError, type Command, type ExitCode, type Io } from './io.ts';
import { lintOptions } from './lint-options.ts';
import { run as lint } from './lint.ts';
import { maxBytes } from './read-input.ts';

/** `mongodb-tls keyfile new|check|rotate`. Keys are never printed. */
export const run: Command = async (args, io) => {
  const [action, ...rest] = args;
  if (action === 'new') return create(rest, io);
  if (action === 'check') return check(rest, io);
  if (action === 'rotate') return rotateFiles(rest, io);
  throw new UsageError('keyfile knows the actions new, check and rotate');
};

/** What `lint` says, and of each file in text how many keys a server finds in it and how long they are. */
async function check(args: readonly string[], io: Io): Promise<ExitCode> {
  const lintArgs = ['--kind', 'keyfile', ...args];
  const code = await lint(lintArgs, io);
  const { format, paths, serverVersion = newestVersion } = lintOptions(lintArgs);
  if (format !== 'text') return code;
  for (const path of paths) {
    const fact = await io.host.read(resolve(io.cwd, path), maxBytes);
    if (fact.state !== 'present') continue;
    io.out(`${path}: ${describeKeyFile(parseKeyFile(decodeText(fact.bytes)), serverVersion)}\n`);
  }
  return code;
}

async function create(args: readonly string[], io: Io): Promise<ExitCode> {
  const [path, ...more] = args;
  if (path === undefined || more.length > 0 || path.startsWith('-'))
    throw new UsageError('keyfile new takes one file');
  const bytes = new TextEncoder().encode(newKeyFile());
  const problem = await io.host.create(resolve(io.cwd, path), bytes, keyFileMode);
  if (problem !== undefined) {
    io.err(`mongodb-tls keyfile: ${path}: ${problem}`);
    return 2;
  }
  io.out(`${path}\n`);
  io.err('Every member of the cluster needs this same file, owned by the user that runs the server.');
  return 0;
}
