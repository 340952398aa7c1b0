import type { ClientOptions } from '../../core/client-options/client-options.ts';
import {
  driverFileFaults,
  driverFiles,
  driverKeyPassword,
  type NamedDriverFile,
} from '../../core/client-options/driver-files.ts';
import type { Facts, FileFact } from '../../core/facts/facts.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { isFilledIn } from '../../core/pem/armour/foreign-format.ts';
import { parsePemBytes, type Pem } from '../../core/pem/model/pem.ts';

export default defineRule(
  'options',
  {
    severity: 'error',
    summary: 'A driver cannot use a certificate file that a program or a file of settings names for it',
    citation:
      'PyMongo, pymongo/ssl_support.py; mongo-ruby-driver, lib/mongo/client.rb; OpenSSL crypto/x509/v3_purp.c, check_purpose_ssl_client',
  },
  function* (document, facts) {
    const passphrase = driverKeyPassword(document);
    const context = {
      now: facts.now,
      ...(facts.crypto ? { crypto: facts.crypto } : {}),
      ...(passphrase === undefined ? {} : { passphrase, passphraseIsWritten: true }),
    };
    for (const file of driverFiles(document)) {
      const pem = readWith(file, document, facts);
      if (!pem) continue;
      for (const { severity, message } of driverFileFaults(file.role, pem, context))
        yield { span: file.option.valueSpan, severity, message };
    }
  },
);

/** The file; of a certificate and a key in two files both, where both are here, since each is judged by the other. */
function readWith(
  { path, role }: NamedDriverFile,
  document: ClientOptions,
  { files }: Facts,
): Pem | undefined {
  const own = bytesOf(files.get(path));
  if (!own || isUnfinished(own)) return undefined;
  if (role !== 'certificate' && role !== 'key') return parsePemBytes(own);
  const wanted = role === 'key' ? 'certificate' : 'key';
  const other = driverFiles(document).find((file) => file.role === wanted);
  const others = other && other.path !== path ? bytesOf(files.get(other.path)) : undefined;
  if (!others) return parsePemBytes(own);
  // the certificate first, whose key is looked for
  const [first, second] = role === 'key' ? [others, own] : [own, others];
  return parsePemBytes(joined(first, second));
}

function bytesOf(fact: FileFact | undefined): Uint8Array | undefined {
  return fact?.state === 'present' ? fact.bytes : undefined;
}

/** A template, from which a tool makes the file. */
function isUnfinished(bytes: Uint8Array): boolean {
  const pem = parsePemBytes(bytes);
  return pem.blocks.length === 0 ? isFilledIn(pem.text) : pem.blocks.some(({ filledIn }) => filledIn);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + 1 + second.length);
  all.set(first);
  all[first.length] = 0x0a;
  all.set(second, first.length + 1);
  return all;
}
