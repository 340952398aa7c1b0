import type { CodeLens } from 'vscode-languageserver';
import { lengthOf } from '../core/editing/explain-key-file.ts';
import { keysOf } from '../core/keyfile/key-file-faults.ts';
import type { KeyFile } from '../core/keyfile/key-file.ts';
import { hasReached } from '../core/server/server-version.ts';
import type { Analysis } from './analysis.ts';
import { toRange } from './convert.ts';
import type { KeyFiles } from './key-files.ts';

/** Above each key its length and fingerprint, and above the first how to exchange it. */
export function keyFileLenses(
  { document, facts }: Analysis,
  keyFile: KeyFile,
  keyFiles: KeyFiles,
): CodeLens[] {
  const keys = keysOf(keyFile, facts.serverVersion);
  const lenses = keys.map((key, index): CodeLens => {
    const which = keys.length === 1 ? '1 key' : `key ${index + 1} of ${keys.length}`;
    const title = `${lengthOf(key)} · ${which} · ${keyFiles.fingerprint(key)}`;
    // a lens without a command is only a text
    return { range: toRange(document, key.span), command: { title, command: '' } };
  });
  const [first] = lenses;
  if (!first || !hasReached(facts.serverVersion, '4.2')) return lenses;
  const rotate = { title: 'Rotate keyfile', command: 'mongodbTls.rotateKeyfile', arguments: [document.uri] };
  return [...lenses, { range: first.range, command: rotate }];
}
