import { enumeration } from '../core/text/words.ts';
import { resolve } from 'node:path';
import { limits } from '../host/host.ts';
import { describeKeyFile } from '../core/editing/explain-key-file.ts';
import { keysOf } from '../core/keyfile/key-file-faults.ts';
import { parseKeyFileBytes, type KeyFile } from '../core/keyfile/key-file.ts';
import { newestVersion, type ServerVersion } from '../core/server/server-version.ts';
import { keyFileMode, newKeyFile } from '../make/new-key.ts';
import { rotateFiles } from './keyfile-rotate.ts';
import { UsageError, type Command, type ExitCode, type Io } from './io.ts';
import { lintOptions } from './lint-options.ts';
import { run as lint } from './lint.ts';
import { oneLine } from '../core/text/visible.ts';

/** `mongodb-tls keyfile new|check|rotate`. Keys are never printed. */
export const run: Command = async (args, io) => {
  const [action, ...rest] = args;
  if (action === 'new') return create(rest, io);
  if (action === 'check') return check(rest, io);
  if (action === 'rotate') return rotateFiles(rest, io);
  throw new UsageError('keyfile knows the actions new, check and rotate');
};

/** What `lint` says, and of each file in text how many keys a server finds in it, how long they are and where else they stand. */
async function check(args: readonly string[], io: Io): Promise<ExitCode> {
  const lintArgs = ['--kind', 'keyfile', ...args];
  const { outputs, paths, serverVersion = newestVersion } = lintOptions(lintArgs);
  for (const path of paths) {
    if (path === '' || (await io.host.stat(resolve(io.cwd, path))) !== 'folder') continue;
    // any file in it could be meant as a keyfile
    io.err(`mongodb-tls keyfile check: ${path}: is a directory; name the keyfiles in it`);
    return 2;
  }
  const named: Io = {
    ...io,
    err: (line) => {
      io.err(line.replace(/^mongodb-tls lint:/, 'mongodb-tls keyfile check:'));
    },
  };
  const code = await lint(lintArgs, named);
  if (!outputs.some(({ format }) => format === 'text')) return code;
  const files: Named[] = [];
  for (const path of paths) {
    const fact = await io.host.read(resolve(io.cwd, path), limits.keyFile);
    if (fact.state === 'present') files.push({ path, keyFile: parseKeyFileBytes(fact.bytes) });
  }
  for (const file of files) {
    const others = files.filter(({ path }) => path !== file.path);
    const description = describeKeyFile(file.keyFile, serverVersion);
    const sentences = [description, ...commonKeys(file, others, serverVersion)];
    io.out(`${oneLine(`${file.path}: ${sentences.join(' ')}`)}\n`);
  }
  return code;
}

/** Which other files a file has a key in common with, as members of one cluster must (src/mongo/db/auth/security_key.cpp). */
function commonKeys({ keyFile }: Named, others: readonly Named[], version: ServerVersion): string[] {
  const keys = keysOf(keyFile, version);
  if (keys.length === 0 || others.length === 0) return [];
  const found = others.filter((other) =>
    keysOf(other.keyFile, version).some((key) => keys.some((own) => own.equals(key))),
  );
  if (found.length === 0) return ['It has no key in common with the other files.'];
  return [
    `${keys.length === 1 ? 'The same key stands' : 'One of them stands'} in ${enumeration(found.map(({ path }) => path))}.`,
  ];
}

interface Named {
  readonly path: string;
  readonly keyFile: KeyFile;
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
  io.out(`${oneLine(path)}\n`);
  io.err('Every member of the cluster needs this same file, owned by the user that runs the server.');
  return 0;
}
