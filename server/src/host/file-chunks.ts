import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { codeOf, reasonOf } from './errors.ts';

const chunkBytes = 256 * 1024;

/**
 * The bytes of a file of any size, piece by piece, so that it is never in memory as a whole. Answers with the reason where it
 * cannot be read at all; a fault on the way is thrown by the iteration.
 */
export async function fileChunks(path: string): Promise<AsyncIterable<Uint8Array> | string> {
  try {
    const info = await stat(path);
    if (info.isDirectory()) return 'is a directory; name the log files in it';
    if (!info.isFile()) return 'is not a regular file; pass it through standard input as -';
    return createReadStream(path, { highWaterMark: chunkBytes }) as AsyncIterable<Uint8Array>;
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes(codeOf(error)) ? 'there is no such file' : reasonOf(error);
  }
}
