import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI, Utils } from 'vscode-uri';
import { detectKind, isForeign, mayConcern } from '../core/documents/document.ts';
import type { FileKind } from '../core/embedded/host-file.ts';

const languages: Readonly<Record<string, FileKind>> = {
  'mongod-conf': 'config',
  'mongodb-keyfile': 'keyfile',
  pem: 'pem',
};

/** What a document is, by its language, name and content; undefined for one that is none of ours. */
export function kindOf({ languageId, uri }: TextDocument, text: string): FileKind | undefined {
  const own = languages[languageId];
  const name = baseName(uri);
  // editors know a keyfile such as mongodb.key as PEM, by the end of its name
  if (own === 'pem' && detectKind(name, text) === 'keyfile') return 'keyfile';
  // and a manifest such as mongod-secret.yaml as a configuration
  if (own && !(own === 'config' && isForeign(name, text))) return own;
  // a file of the workspace that is not open has no language, and is there to be searched
  return languageId === '' || mayConcern(name, text) ? detectKind(name, text) : undefined;
}

/** Whether a language is one of ours, so that nobody else speaks for its files. */
export function isOurs(languageId: string): boolean {
  return Object.hasOwn(languages, languageId);
}

/** The name of a document without its folder. */
export function baseName(uri: string): string {
  return Utils.basename(URI.parse(uri));
}
