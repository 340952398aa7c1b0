import { resolve } from 'node:path';
import { decodeText } from '../core/text/decode-text.ts';
import { limits, tooLarge } from '../host/host.ts';
import type { Io } from './io.ts';

/** No configuration, keyfile or PEM bundle comes near; a larger file is a mistake. */
export const maxBytes = limits.text;

/** The bytes of a file, or of standard input for `-`; or why there are none. */
export async function readInput(path: string, io: Io): Promise<Uint8Array | string> {
  if (path === '-') {
    const bytes = await io.stdin();
    return bytes.length > maxBytes ? tooLarge(maxBytes) : bytes;
  }
  const fact = await io.host.read(resolve(io.cwd, path), maxBytes);
  switch (fact.state) {
    case 'present':
      return fact.bytes;
    case 'missing':
      return 'there is no such file';
    case 'skipped':
      return 'was not read';
    case 'unreadable':
      return fact.reason;
  }
}

/** NUL among the first bytes, but not in the regular places that UTF-16 and UTF-32 text has it, and more that no text has. */
export function isBinary(bytes: Uint8Array): boolean {
  const start = decodeText(bytes.subarray(0, 8192));
  // a text with a stray NUL is a text, and mongod has something to say about it
  return start.includes('\0') && /[^\P{Cc}\0\s]|\uFFFD/u.test(start);
}
