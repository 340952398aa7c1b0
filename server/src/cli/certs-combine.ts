import { basename, dirname, join, resolve } from 'node:path';
import { parsePemBytes } from '../core/pem/model/pem.ts';
import { nodeCrypto } from '../host/node-crypto.ts';
import { combinePem, type Part } from '../make/combine-pem.ts';
import { readBeside } from '../make/files-beside.ts';
import { findParts, missingHalf } from '../make/find-parts.ts';
import { parseArguments } from './arguments.ts';
import { firstLine, UsageError, type Command } from './io.ts';
import { maxBytes } from './read-input.ts';
import { oneLine } from '../core/text/visible.ts';

/**
 * `mongodb-tls certs combine`: writes one PEM file of a certificate, its issuers and its key. With `--find-key` it looks for what
 * the one file given lacks in the folder of this file. Never writes over a file.
 */
export const combine: Command = async (args, io) => {
  const { out, paths, passphraseFromStdin, findKey } = options(args);
  const parts: Part[] = [];
  for (const path of paths) {
    const fact = await io.host.read(resolve(io.cwd, path), maxBytes);
    if (fact.state !== 'present') {
      const reason = fact.state === 'unreadable' ? fact.reason : 'no such file';
      io.err(`mongodb-tls certs combine: ${path}: ${reason}`);
      return 2;
    }
    parts.push({ name: path, bytes: fact.bytes });
  }
  const passphrase = passphraseFromStdin ? { passphrase: firstLine(await io.stdin()) } : {};
  const context = { crypto: nodeCrypto, ...passphrase };
  const [file] = parts;
  if (findKey && file && missingHalf(parsePemBytes(file.bytes), context)) {
    const inFolder = (path: string): string => join(dirname(file.name), basename(path));
    const beside = await readBeside(io.host, resolve(io.cwd, file.name), [], inFolder);
    const search = findParts(file, beside, context);
    if (!search.found) {
      io.err(`mongodb-tls certs combine: ${search.reason} Nothing was written.`);
      return 2;
    }
    io.err(search.where);
    parts.splice(0, 1, ...search.parts);
  }
  const combination = combinePem(parts, context);
  if (!combination.done) {
    const hint = combination.passphrase === 'needed' ? ' (--passphrase-stdin reads it)' : '';
    io.err(`mongodb-tls certs combine: ${combination.reason}${hint}. Nothing was written.`);
    return 2;
  }
  const problem = await io.host.create(
    resolve(io.cwd, out),
    new TextEncoder().encode(combination.text),
    0o600,
  );
  if (problem !== undefined) {
    io.err(`mongodb-tls certs combine: ${out} ${problem}`);
    return 2;
  }
  io.out(`${oneLine(out)}\n`);
  io.err(combination.summary);
  return 0;
};

const optionTypes = {
  out: { type: 'string' },
  'find-key': { type: 'boolean' },
  'passphrase-stdin': { type: 'boolean' },
} as const;

function options(args: readonly string[]) {
  const { values, positionals } = parseArguments(
    args,
    optionTypes,
    () => 'certs combine takes --out FILE, --find-key and --passphrase-stdin',
  );
  if (values.out === undefined) throw new UsageError('--out names the file to write');
  if (positionals.length === 0)
    throw new UsageError('name the files that hold the certificate, its issuers and its private key');
  const findKey = values['find-key'] ?? false;
  if (findKey && positionals.length > 1)
    throw new UsageError('with --find-key name one file; the rest is looked for beside it');
  return {
    out: values.out,
    paths: positionals,
    passphraseFromStdin: values['passphrase-stdin'] ?? false,
    findKey,
  };
}
