import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

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
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
    if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
    return error instanceof Error ? error.message : String(error);
  }
}
