import { open, stat, type FileHandle } from 'node:fs/promises';
import { codeOf, reasonOf } from './errors.ts';

/** The string of a piece this small still fits where V8 keeps what is young; larger ones cost twice the time. */
const chunkBytes = 64 * 1024;

/**
 * The bytes of a file of any size, piece by piece, so that it is never in memory as a whole. A piece holds until the next one is
 * asked for: two buffers take turns, one being read into while the other is looked at. Answers with the reason where the file
 * cannot be read at all; a fault on the way is thrown by the iteration.
 */
export async function fileChunks(path: string): Promise<AsyncIterable<Uint8Array> | string> {
  try {
    const info = await stat(path);
    if (info.isDirectory()) return 'is a directory; name the log files in it';
    if (!info.isFile()) return 'is not a regular file; pass it through standard input as -';
    return chunksOf(await open(path));
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes(codeOf(error)) ? 'there is no such file' : reasonOf(error);
  }
}

async function* chunksOf(file: FileHandle): AsyncGenerator<Uint8Array, void, void> {
  let buffer = Buffer.allocUnsafeSlow(chunkBytes);
  let other = Buffer.allocUnsafeSlow(chunkBytes);
  let reading = file.read(buffer, 0, chunkBytes);
  try {
    for (;;) {
      const { bytesRead } = await reading;
      if (bytesRead === 0) return;
      const piece = buffer.subarray(0, bytesRead);
      [buffer, other] = [other, buffer];
      reading = file.read(buffer, 0, chunkBytes);
      // who asks for no further piece leaves this one unheard
      reading.catch(() => undefined);
      yield piece;
    }
  } finally {
    await reading.catch(() => undefined);
    await file.close();
  }
}
