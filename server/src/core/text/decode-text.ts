/**
 * Turns bytes into text as the server's YAML reader does (yaml-cpp, stream.cpp; rules.md K9): UTF-8, or UTF-16 and UTF-32 in
 * either byte order, told by a byte order mark or by where the first NUL bytes stand. A UTF-8 mark is kept in the text, so that
 * writing the text back gives the same bytes; a UTF-16 or UTF-32 mark is dropped. Bytes that do not decode become U+FFFD.
 */
export function decodeText(bytes: Uint8Array): string {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return decodeUtf32(bytes.subarray(4), true);
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return decodeUtf32(bytes.subarray(4), false);
  if (a === 0xff && b === 0xfe) return decode(bytes, 'utf-16le');
  if (a === 0xfe && b === 0xff) return decodeUtf16be(bytes.subarray(2));
  if (a === 0 && b === 0 && c === 0) return decodeUtf32(bytes, false);
  if (a !== 0 && b === 0 && c === 0 && d === 0) return decodeUtf32(bytes, true);
  if (a === 0 && b !== 0) return decodeUtf16be(bytes);
  if (a !== 0 && b === 0) return decode(bytes, 'utf-16le');
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
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
