import type { FileFact } from '../core/facts/facts.ts';

/** The outside world as the product sees it. Nothing here throws: what went wrong is in the answer. */
export interface Host {
  /** Reads a whole file of at most `maxBytes` bytes; a directory, a device or a larger file is `unreadable` with the reason. */
  read(path: string, maxBytes: number): Promise<FileFact>;
  /**
   * All regular files below a folder, depth first, without following links; folders that cannot be read are reported. A file or
   * folder for which `isLeftOut` is true is not looked at.
   */
  list(
    folder: string,
    onProblem: (path: string, reason: string) => void,
    isLeftOut?: (path: string) => boolean,
  ): AsyncIterable<string>;
  /** The names of the files and links in one folder, `limit` at most, in no order; none where it cannot be read. */
  namesIn(folder: string, limit: number): Promise<string[]>;
  /** What a path names, following links. */
  stat(path: string): Promise<'file' | 'folder' | 'missing' | 'other'>;
  /** Where a path leads when all links are followed; undefined where it leads nowhere. */
  realPath(path: string): Promise<string | undefined>;
  /**
   * Writes a file whole or not at all: its old content survives a crash at any moment. Keeps its owner, follows a link, and clears
   * away what was left where it was killed. Answers with what kept it from doing so.
   */
  replace(path: string, bytes: Uint8Array, how: Replacement): Promise<string | undefined>;
  /**
   * Writes a new file with these permission bits, whole or empty, and the folders above it. Never writes over one that is there.
   * Answers with what kept it from doing so.
   */
  create(path: string, bytes: Uint8Array, mode: number): Promise<string | undefined>;
  /** Removes a file. Answers with what kept it from doing so. */
  remove(path: string): Promise<string | undefined>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** A file that is written over. */
export type Replacement =
  /** Only where it still holds what it held when it was read; permission bits, access control list and attributes stay. */
  | { readonly before: Uint8Array }
  /** Whatever it holds; it gets these permission bits and no others. */
  | { readonly mode: number };

/** Why a file that has more than so many bytes is not read. */
export function tooLarge(maxBytes: number): string {
  const size = maxBytes < 1024 * 1024 ? `${maxBytes / 1024} KB` : `${maxBytes / 1024 / 1024} MB`;
  return `is larger than ${size}, and such files are not read`;
}

/** The most bytes that are read of a file, by what it is read as. */
export const limits = {
  /** A configuration, or any file that is judged. */
  text: 5 * 1024 * 1024,
  /** Certificates, private keys and revocation lists; the bundles of public CAs are far smaller. */
  pem: 4 * 1024 * 1024,
  /** Keys have at most 1024 characters each, and a file seldom more than two of them. */
  keyFile: 64 * 1024,
} as const;
