import { isCandidate, isSurelyOurs } from '../../server/src/core/documents/file-names.ts';
import { mayHoldDocuments } from '../../server/src/core/embedded/trace.ts';

/** A workspace as it is searched. Nothing here throws: a file that cannot be read is none. */
export interface SearchedWorkspace<File> {
  /** The files whose names {@link candidateGlob} matches, without those that are left out; `limit` at most. */
  list(limit: number): Promise<readonly File[]>;
  /** Without its folder. */
  nameOf(file: File): string;
  /** The text of a file of at most `maxBytes`; undefined for a larger one, and for one that cannot be read. */
  read(file: File, maxBytes: number): Promise<string | undefined>;
  /** Ends when others had their turn. */
  pause(): Promise<void>;
}

/** Bounds of a search: a home folder opened by mistake is not read through. */
export const searchLimits = { names: 20_000, texts: 5_000, bytes: 512 * 1024, atOnce: 8 } as const;

const extensions =
  'yml yaml json conf cfg cnf config ini j2 erb template tmpl tpl sh bash zsh service bat cmd ps1 tf tfvars hcl nix rb pp env properties keyfile';
const namePatterns = [
  ...extensions.split(' ').map((extension) => `*.${extension}`),
  ...['.env*', 'mongo*', '*[dD]ockerfile*', '*[cC]ontainerfile*', 'key-file*', 'keyfile*'],
];

/** A glob of VS Code for all names that {@link isCandidate} may say yes to, and for few others. */
export const candidateGlob = `**/{${namePatterns.join(',')}}`;

/**
 * The first file of a workspace that may hold a configuration or a command line of a server, by its name and then by one search of
 * its text; those whose names speak of MongoDB are looked at first. undefined where there is none, or where `isCancelled` says so.
 */
export async function firstCandidate<File>(
  workspace: SearchedWorkspace<File>,
  isCancelled: () => boolean,
): Promise<File | undefined> {
  const files = await workspace.list(searchLimits.names);
  const sure = files.find((file) => isSurelyOurs(workspace.nameOf(file)));
  if (sure !== undefined) return sure;
  const likely = files.filter((file) => isCandidate(workspace.nameOf(file)));
  const speaking = likely.filter((file) => /mongo/i.test(workspace.nameOf(file)));
  const inOrder = [...new Set([...speaking, ...likely])].slice(0, searchLimits.texts);
  for (let at = 0; at < inOrder.length; at += searchLimits.atOnce) {
    if (isCancelled()) return undefined;
    const batch = inOrder.slice(at, at + searchLimits.atOnce);
    const texts = await Promise.all(batch.map((file) => workspace.read(file, searchLimits.bytes)));
    const found = texts.findIndex((text) => text !== undefined && mayHoldDocuments(text));
    if (found >= 0) return isCancelled() ? undefined : batch[found];
    await workspace.pause();
  }
  return undefined;
}
