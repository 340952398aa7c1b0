import { isAbsolute, resolve } from 'node:path';
import { parsePemBytes, type Pem } from '../core/pem/model/pem.ts';
import { nodeHost } from '../host/node-host.ts';
import { type Failure, found } from './failure.ts';
import type { TlsOptionName } from './tls-options.ts';

/** A file that an option names, as it was read. */
export interface Loaded {
  readonly option: TlsOptionName;
  readonly path: string;
  readonly text: string;
  readonly pem: Pem;
}

/** Far above any bundle of certificates. */
const maxBytes = 16 * 1024 * 1024;

function missingFile(
  option: TlsOptionName,
  named: string,
  path: string,
  reason: string | undefined,
): Failure {
  if (named.includes('-----BEGIN'))
    return found('files', 'file-not-found', `${option} holds the text of a PEM file instead of its path.`, {
      fixes: [`Save the text as a file and give its path in ${option}.`],
    });
  const what = reason === undefined ? 'does not exist' : `cannot be read: ${reason}`;
  return found('files', 'file-not-found', `${option} names ${path}, which ${what}.`, {
    raw: { code: reason === undefined ? 'ENOENT' : 'EACCES', message: `${path} ${what}`, names: [] },
    fixes: named.startsWith('~') ? ['Write the path in full: drivers do not replace ~.'] : [],
  });
}

/** Reads the file of an option; a failure where it cannot be read. */
export async function load(
  option: TlsOptionName,
  named: string,
  folder: string,
): Promise<Loaded | { readonly failure: Failure }> {
  const path = isAbsolute(named) ? named : resolve(folder, named);
  const fact = await nodeHost.read(path, maxBytes);
  if (fact.state !== 'present')
    return {
      failure: missingFile(option, named, path, fact.state === 'unreadable' ? fact.reason : undefined),
    };
  const pem = parsePemBytes(fact.bytes);
  if (pem.blocks.length > 0) return { option, path, pem, text: Buffer.from(fact.bytes).toString('utf8') };
  const [stray] = pem.strays;
  const what = pem.foreign?.name ?? (stray ? undefined : 'without any BEGIN line');
  const sentence =
    what === undefined
      ? `${option} names ${path}, in which TLS libraries find nothing. ${stray?.message ?? ''}`
      : `${option} names ${path}, which is ${what}, not a PEM file.`;
  const fixes = stray
    ? ['Put each BEGIN and END line at the start of a line of its own, with real line breaks.']
    : pem.foreign
      ? [pem.foreign.advice]
      : [];
  // a file of revocations has a code of its own
  const code = option === 'tlsCRLFile' ? 'crl-unreadable' : 'not-pem';
  return { failure: found('files', code, sentence, { fixes }) };
}
