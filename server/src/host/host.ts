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
   * Writes a file whole or not at all: its old content survives a crash at any moment. Keeps the owner and the permission bits,
   * where `mode` does not say others, and follows a link. Answers with what kept it from doing so.
   */
  replace(path: string, bytes: Uint8Array, mode?: number): Promise<string | undefined>;
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

/** Why a file of so many bytes is not read. */
export function tooLarge(bytes: number, maxBytes: number): string {
  const size = (bytes / 1024 / 1024).toFixed(1);
  return `is ${size} MB; files above ${(maxBytes / 1024 / 1024).toFixed(0)} MB are not read`;
}
