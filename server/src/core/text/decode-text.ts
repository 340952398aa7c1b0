/**
 * Turns bytes into text as the server's YAML reader does (yaml-cpp, stream.cpp; server-behaviour.md K9): UTF-8, or UTF-16 and UTF-32 in
 * either byte order, told by a byte order mark or by where the first NUL bytes stand. A UTF-8 mark is kept in the text, so that
 * writing the text back gives the same bytes; a UTF-16 or UTF-32 mark is dropped. Bytes that do not decode become U+FFFD.
 */
export function decodeText(bytes: Uint8Array): string {
  const { name, littleEndian, mark } = encodingOf(bytes);
  const content = bytes.subarray(mark);
  if (name === 'UTF-32') return decodeUtf32(content, littleEndian);
  if (name === 'UTF-16') return littleEndian ? decode(content, 'utf-16le') : decodeUtf16be(content);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** How the characters of a text are written. */
export type Encoding = 'UTF-8' | 'UTF-16' | 'UTF-32';

/** The encoding in which {@link decodeText} reads bytes; `mark` is the length of their byte order mark, 0 for that of UTF-8. */
export function encodingOf(bytes: Uint8Array): { name: Encoding; littleEndian: boolean; mark: number } {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return { name: 'UTF-32', littleEndian: true, mark: 4 };
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return { name: 'UTF-32', littleEndian: false, mark: 4 };
  if (a === 0xff && b === 0xfe) return { name: 'UTF-16', littleEndian: true, mark: 2 };
  if (a === 0xfe && b === 0xff) return { name: 'UTF-16', littleEndian: false, mark: 2 };
  if (a === 0 && b === 0 && c === 0) return { name: 'UTF-32', littleEndian: false, mark: 0 };
  if (a !== 0 && b === 0 && c === 0 && d === 0) return { name: 'UTF-32', littleEndian: true, mark: 0 };
  if (a === 0 && b !== 0) return { name: 'UTF-16', littleEndian: false, mark: 0 };
  if (a !== 0 && b === 0) return { name: 'UTF-16', littleEndian: true, mark: 0 };
  return { name: 'UTF-8', littleEndian: true, mark: 0 };
}

export function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}

/** Not every engine has a utf-16be decoder, so the bytes are swapped. */
function decodeUtf16be(bytes: Uint8Array): string {
  const swapped = new Uint8Array(bytes.length - (bytes.length % 2));
  for (let at = 0; at < swapped.length; at += 2) {
    swapped[at] = bytes[at + 1] ?? 0;
    swapped[at + 1] = bytes[at] ?? 0;
  }
  return decode(swapped, 'utf-16le');
}

function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length - (bytes.length % 4));
  let text = '';
  for (let at = 0; at < view.byteLength; at += 4) {
    const code = view.getUint32(at, littleEndian);
    text += code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
  }
  return text;
}
