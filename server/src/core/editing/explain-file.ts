import type { Facts } from '../facts/facts.ts';
import { parseKeyFileBytes } from '../keyfile/key-file.ts';
import { parsePemBytes } from '../pem/model/pem.ts';
import { describeKeyFile, type KeyNames } from './explain-key-file.ts';
import { listPem } from './explain-pem.ts';
import { code } from './markdown.ts';

/** What a named file holds, where something is told of that. */
export type FileContent = 'pem' | 'keyfile';

/** What is known of a file that a document names, as Markdown; undefined where it was not looked for. Keys are not shown. */
export function explainFile(
  path: string,
  about: { readonly facts: Facts; readonly fingerprint?: KeyNames['fingerprint'] | undefined },
  content?: FileContent,
): string | undefined {
  const { facts, fingerprint } = about;
  const fact = facts.files.get(path);
  switch (fact?.state) {
    case undefined:
      return undefined;
    case 'missing':
      return 'Not on this machine; it may be right on the server. `mongodbTls.pathMap` says where such files lie here.';
    case 'skipped':
      return 'Not looked up: the workspace is not trusted and the path leads out of it.';
    case 'unreadable':
      return `Could not be read here: ${fact.reason}.`;
    case 'present': {
      const found = `On this machine: ${code(fact.location)}.`;
      if (content === 'pem') return `${found}\n\n${listPem(parsePemBytes(fact.bytes), facts)}`;
      if (content === undefined) return found;
      return `${found} ${describeKeyFile(parseKeyFileBytes(fact.bytes), facts.serverVersion, fingerprint)}`;
    }
  }
}
