/** What a base64 text holds, or where it stops being one. */
export interface DecodedBase64 {
  readonly bytes: Uint8Array;
  /** Where a dash ended the text that may have been meant to go on. */
  readonly dash?: number;
  /** The first fault: its offset in the text and what is wrong there. */
  readonly fault?: { readonly at: number; readonly length: number; readonly message: string };
}

const values = new Int8Array(128).fill(-1);
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
for (let index = 0; index < alphabet.length; index++) values[alphabet.charCodeAt(index)] = index;

/**
 * Decodes base64 as OpenSSL does inside PEM (crypto/evp/encode.c, EVP_DecodeUpdate): blanks and line ends between characters are
 * skipped, padding must be complete and nothing may follow it but a dash, which ends the text behind any whole group. Never throws; the bytes before the first fault are given.
 */
export function decodeBase64(text: string, from = 0, to = text.length): DecodedBase64 {
  const bytes = new Uint8Array(Math.ceil(((to - from) * 3) / 4));
  let length = 0;
  let bits = 0;
  let digits = 0;
  let padding = 0;
  let dash: number | undefined;
  const stopped = (at: number, size: number, message: string): DecodedBase64 => ({
    bytes: bytes.subarray(0, length),
    fault: { at, length: size, message },
  });
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 9 || code === 10 || code === 13) continue;
    if (code === 61) {
      padding++;
      if ((digits + padding) % 4 === 1 || padding > 2) {
        return stopped(
          at,
          1,
          'This "=" is one too many: padding only fills up the last group of four characters.',
        );
      }
      continue;
    }
    if (code === 45 && digits > 0 && (digits + padding) % 4 === 0) {
      dash = at;
      break;
    }
    const value = code < 128 ? (values[code] ?? -1) : -1;
    if (value < 0) {
      if (code < 32 && endsLine(text, at, to)) continue;
      return stopped(at, ...describe(text, at));
    }
    if (padding > 0) {
      return stopped(
        at,
        1,
        'Base64 text goes on behind its padding "="; two pieces were joined here, or characters were changed.',
      );
    }
    bits = ((bits << 6) | value) & 0xffffff;
    digits++;
    if (digits % 4 === 0) {
      bytes[length++] = bits >> 16;
      bytes[length++] = (bits >> 8) & 255;
      bytes[length++] = bits & 255;
    }
  }
  const rest = digits % 4;
  if (rest >= 2) bytes[length++] = (bits >> (rest === 2 ? 4 : 10)) & 255;
  if (rest === 3) bytes[length++] = (bits >> 2) & 255;
  if ((digits + padding) % 4 !== 0) {
    const end = lastCharacter(text, from, to);
    return stopped(
      end,
      to > from ? 1 : 0,
      `The base64 text is cut off: ${digits + padding} characters are not a multiple of four.`,
    );
  }
  return { bytes: bytes.subarray(0, length), ...(dash === undefined ? {} : { dash }) };
}

function describe(text: string, at: number): [number, string] {
  const point = text.codePointAt(at) ?? 0;
  const character = String.fromCodePoint(point);
  const shown = /[\p{L}\p{N}\p{P}\p{S}]/u.test(character) ? `"${character}" ` : '';
  const name = point < 128 && shown !== '' ? '' : `(U+${point.toString(16).toUpperCase().padStart(4, '0')}) `;
  return [character.length, `The character ${shown}${name}does not belong in base64 text.`];
}

/** OpenSSL cuts control characters off the end of a line. */
function endsLine(text: string, at: number, to: number): boolean {
  let next = at;
  while (next < to && text.charCodeAt(next) <= 32 && text.charCodeAt(next) !== 10) next++;
  return next === to || text.charCodeAt(next) === 10;
}

function lastCharacter(text: string, from: number, to: number): number {
  let at = to - 1;
  while (at > from && text.charCodeAt(at) <= 32) at--;
  return Math.max(at, from);
}
