import { resolve } from 'node:path';
import { nodeCrypto } from '../host/node-crypto.ts';
import { combinePem, type Part } from '../make/combine-pem.ts';
import { parseArguments } from './arguments.ts';
import { firstLine, UsageError, type Command } from './io.ts';
import { maxBytes } from './read-input.ts';

/** `mongodb-tls certs combine`: writes one PEM file of a certificate, its issuers and its key. Never writes over a file. */
export const combine: Command = async (args, io) => {
  const { out, paths, passphraseFromStdin } = options(args);
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
  const combination = combinePem(parts, { crypto: nodeCrypto, ...passphrase });
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
  io.out(`${out}\n`);
  io.err(combination.summary);
  return 0;
};

const optionTypes = { out: { type: 'string' }, 'passphrase-stdin': { type: 'boolean' } } as const;

function options(args: readonly string[]) {
  const { values, positionals } = parseArguments(
    args,
    optionTypes,
    () => 'certs combine takes --out FILE and --passphrase-stdin',
  );
  if (values.out === undefined) throw new UsageError('--out names the file to write');
  if (positionals.length === 0)
    throw new UsageError('name the files that hold the certificate, its issuers and its private key');
  return { out: values.out, paths: positionals, passphraseFromStdin: values['passphrase-stdin'] ?? false };
}
