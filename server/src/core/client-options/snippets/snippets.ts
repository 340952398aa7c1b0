import { mongodump, mongosh } from './command-snippets.ts';
import { csharp, go, java, rust } from './compiled-snippets.ts';
import { node, php, pymongo, ruby } from './script-snippets.ts';
import { mongosqld, spring } from './settings-snippets.ts';
import type { SnippetConnection } from './snippet-connection.ts';
import type { Snippet } from './snippet.ts';

const makers = {
  mongosh,
  pymongo,
  node,
  java,
  go,
  csharp,
  php,
  ruby,
  rust,
  mongodump,
  spring,
  mongosqld,
} as const;

/** A client that snippets are made for. */
export type SnippetClient = keyof typeof makers;

/** How each client connects, with its own names and its own trust store. No snippet holds a secret. */
export function snippetsFor(connection: SnippetConnection): (Snippet & { readonly id: SnippetClient })[] {
  return Object.entries(makers).map(([id, make]) => ({ id: id as SnippetClient, ...make(connection) }));
}
