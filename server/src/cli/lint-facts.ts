import { dirname, resolve } from 'node:path';
import { keyFilesNamedBy, pathsNamedBy } from '../core/documents/document.ts';
import { serverFacts } from '../core/documents/server-facts.ts';
import type { FileDocument } from '../core/embedded/host-file.ts';
import type { Facts, FileFact } from '../core/facts/facts.ts';
import { readNamedFiles, type readingOnce } from '../host/named-files.ts';
import { nodeCrypto } from '../host/node-crypto.ts';
import type { Io } from './io.ts';
import type { LintOptions } from './lint-options.ts';

/** Reads the files that documents name, each once. */
export type Reader = ReturnType<typeof readingOnce>;

/** The facts of a file, but for what other files say of the deployment. */
export async function lintFacts(
  document: FileDocument,
  file: { absolute: string; fact?: FileFact & { state: 'present' } },
  options: LintOptions,
  io: Io,
  named: Reader,
): Promise<Facts> {
  const pathMap = Object.fromEntries(
    Object.entries(options.pathMap).map(([prefix, folder]) => [prefix, resolve(io.cwd, folder)]),
  );
  const lookup = { baseFolder: dirname(file.absolute), pathMap, mayRead: () => true };
  return {
    now: io.host.now(),
    ...serverFacts(document, options.serverVersion),
    platform: options.platform,
    ...(options.platformIsGiven ? { platformIsGiven: true } : {}),
    edition: options.edition,
    files: await readNamedFiles(pathsNamedBy(document), lookup, named, keyFilesNamedBy(document)),
    expiryWarningDays: options.expiryWarningDays,
    memberHosts: options.memberHosts,
    crypto: nodeCrypto,
    ...(file.fact?.mode === undefined ? {} : { fileMode: file.fact.mode }),
  };
}
