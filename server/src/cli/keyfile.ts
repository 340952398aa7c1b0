import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { decodeText } from '../core/decode-text.ts';
import { parseKeyFile, type KeyFile } from '../core/models/key-file.ts';
import { rotate, rotationSteps } from '../make/key-rotation.ts';
import { UsageError, type Command, type ExitCode, type Io } from './io.ts';
import { run as lint } from './lint.ts';

/** A keyfile holds 1024 characters at most; larger files are none. */
const maxBytes = 1024 * 1024;
/** 768 random bytes are 1024 characters of base64, the most a server takes. */
const keyBytes = 768;
/** What the server wants: nobody but its user may read it (rules.md K2). */
const keyMode = 0o400;

/** `mongodb-tls keyfile new|check|rotate`. Keys are never printed. */
export const run: Command = async (args, io) => {
  const [action, ...rest] = args;
  if (action === 'new') return create(rest, io);
  if (action === 'check') return lint(['--kind', 'keyfile', ...rest], io);
  if (action === 'rotate') return rotateFiles(rest, io);
  throw new UsageError('keyfile knows the actions new, check and rotate');
};

function newKey(): string {
  return randomBytes(keyBytes).toString('base64');
}

async function create(args: readonly string[], io: Io): Promise<ExitCode> {
  const [path, ...more] = args;
  if (path === undefined || more.length > 0 || path.startsWith('-'))
    throw new UsageError('keyfile new takes one file');
  const lines = newKey().match(/.{1,64}/g) ?? [];
  const text = `${lines.join('\n')}\n`;
  const problem = await io.host.create(resolve(io.cwd, path), new TextEncoder().encode(text), keyMode);
  if (problem !== undefined) {
    io.err(`mongodb-tls keyfile: ${path}: ${problem}`);
    return 2;
  }
  io.out(`${path}\n`);
  io.err('Every member of the cluster needs this same file, owned by the user that runs the server.');
  return 0;
}

async function rotateFiles(args: readonly string[], io: Io): Promise<ExitCode> {
  const [word, ...paths] = args;
  const step = rotationSteps.find((known) => known === word);
  if (!step || paths.length === 0) {
    throw new UsageError(
      `keyfile rotate takes one of ${rotationSteps.join(', ')}, then the keyfile of each member`,
    );
  }
  const files: KeyFile[] = [];
  for (const path of paths) {
    const fact = await io.host.read(resolve(io.cwd, path), maxBytes);
    if (fact.state !== 'present') {
      io.err(`mongodb-tls keyfile: ${path}: ${fact.state === 'unreadable' ? fact.reason : 'no such file'}`);
      return 2;
    }
    files.push(parseKeyFile(decodeText(fact.bytes)));
  }
  const rotation = rotate(files, step, newKey());
  if (!rotation.done) {
    io.err(`mongodb-tls keyfile rotate: ${rotation.reason}. Nothing was changed.`);
    return 2;
  }
  return writeAll(paths, rotation.text, rotation.advice, io);
}

/** A file that cannot be written stops it; what was written until then is named, so that nobody guesses. */
async function writeAll(paths: readonly string[], text: string, advice: string, io: Io): Promise<ExitCode> {
  for (const path of paths) {
    const problem = await io.host.replace(resolve(io.cwd, path), new TextEncoder().encode(text));
    if (problem !== undefined) {
      io.err(
        `mongodb-tls keyfile rotate: ${path}: ${problem}. The files above it are changed, this and those after it are not.`,
      );
      return 2;
    }
    io.out(`${path}\n`);
  }
  io.err(advice);
  return 0;
}
