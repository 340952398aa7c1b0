/** What makes bytes no valid DER. Thrown inside this folder only; the decoders catch it and answer with its message. */
export class DerError extends Error {}

/** One element (tag, length, content) inside a buffer. */
export interface Der {
  /** The identifier octet: `0x30` SEQUENCE, `0xa0` context 0, constructed. */
  readonly tag: number;
  readonly bytes: Uint8Array;
  /** Where the identifier octet stands. */
  readonly start: number;
  /** Where the content begins. */
  readonly from: number;
  /** Behind the content. */
  readonly end: number;
}

/** Identifier octets of the universal types used by X.509. */
export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Reads the element at an offset; `limit` is where its surroundings end. Throws {@link DerError}. */
export function readDer(bytes: Uint8Array, start = 0, limit = bytes.length): Der {
  const tag = bytes[start];
  let length = bytes[start + 1];
  if (tag === undefined || length === undefined || start + 2 > limit) {
    throw new DerError(`the data ends after ${limit} bytes, in the middle of an element`);
  }
  if ((tag & 0x1f) === 0x1f) throw new DerError(`there is no valid element at byte ${start}`);
  let from = start + 2;
  if (length === 0x80)
    throw new DerError(`the element at byte ${start} has no definite length, so this is not DER`);
  if (length > 0x80) {
    const count = length - 0x80;
    if (count > 4) throw new DerError(`the element at byte ${start} has an impossible length`);
    length = 0;
    for (let index = 0; index < count; index++) length = length * 256 + (bytes[from + index] ?? 0);
    from += count;
  }
  const end = from + length;
  if (end > limit) {
    throw new DerError(`the data ends after ${limit} bytes where ${end} are announced`);
  }
  return { tag, bytes, start, from, end };
}

/** Whether some bytes begin with an element that does not end behind them. */
export function isWhole(bytes: Uint8Array): boolean {
  try {
    readDer(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The elements inside a constructed one. Throws {@link DerError}. */
export function children(parent: Der): Der[] {
  const found: Der[] = [];
  for (let at = parent.from; at < parent.end;) {
    const child = readDer(parent.bytes, at, parent.end);
    found.push(child);
    at = child.end;
  }
  return found;
}

/** The element if it has the tag. Throws {@link DerError} naming `what` otherwise. */
export function expectTag(element: Der | undefined, tag: number, what: string): Der {
  if (element?.tag !== tag) throw new DerError(`${what} is missing or not of its type`);
  return element;
}

/** The elements of a SEQUENCE. Throws {@link DerError} naming `what` where it is none. */
export function sequence(element: Der | undefined, what: string): Der[] {
  return children(expectTag(element, tags.sequence, what));
}

/** The element's content, without copying. */
export function contentOf(element: Der): Uint8Array {
  return element.bytes.subarray(element.from, element.end);
}

/** The element with tag and length, without copying. */
export function wholeOf(element: Der): Uint8Array {
  return element.bytes.subarray(element.start, element.end);
}

/** An OBJECT IDENTIFIER in dotted form. */
export function oidOf(element: Der | undefined): string {
  const { bytes, from, end } = expectTag(element, tags.oid, 'an object identifier');
  const arcs: (number | bigint)[] = [];
  let arc: number | bigint = 0;
  for (let at = from; at < end; at++) {
    const byte = bytes[at] ?? 0;
    // no real arc is longer than 128 bits; without a limit a long one would cost quadratic time
    if (arc >= 2 ** 128) throw new DerError('an object identifier is too long');
    // big integers are slow, and hardly ever needed
    if (arc < 2 ** 46) arc = Number(arc) * 128 + (byte & 0x7f);
    else arc = BigInt(arc) * 128n + BigInt(byte & 0x7f);
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [first = 0, ...rest] = arcs;
  const root = first < 40 ? 0 : first < 80 ? 1 : 2;
  const second = typeof first === 'bigint' ? first - BigInt(root * 40) : first - root * 40;
  return [root, second, ...rest].join('.');
}

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0').toUpperCase());

/** Bytes as upper-case hexadecimal digits. */
export function hex(bytes: Uint8Array, from = 0, end = bytes.length): string {
  let text = '';
  for (let at = from; at < end; at++) text += hexOfByte[bytes[at] ?? 0] ?? '';
  return text;
}

/** The content of an INTEGER as hexadecimal digits without the sign's leading zero byte. */
function integerHex(element: Der | undefined): string {
  const { bytes, from, end } = expectTag(element, tags.integer, 'an integer');
  // a zero says that the number is not negative; further ones are no DER, and stay to be seen
  const hasSign = end - from > 1 && bytes[from] === 0 && (bytes[from + 1] ?? 0) > 0x7f;
  return hex(bytes, hasSign ? from + 1 : from, end);
}

/** An INTEGER as hexadecimal digits, with a sign where it is negative. */
export function signedHex(element: Der | undefined): string {
  const { bytes, from, end } = expectTag(element, tags.integer, 'an integer');
  if ((bytes[from] ?? 0) < 0x80) return integerHex(element);
  const size = BigInt(8 * (end - from));
  const digits = ((1n << size) - BigInt(`0x${hex(bytes, from, end)}`)).toString(16).toUpperCase();
  return `-${digits.padStart(digits.length + (digits.length % 2), '0')}`;
}

/** The number of bits of a positive INTEGER. */
export function integerBits(element: Der | undefined): number {
  const bytes = contentOf(expectTag(element, tags.integer, 'an integer'));
  const first = bytes.findIndex((byte) => byte !== 0);
  if (first < 0) return 0;
  return (bytes.length - first) * 8 - (Math.clz32(bytes[first] ?? 0) - 24);
}

/** A small non-negative INTEGER. */
export function smallInteger(element: Der | undefined): number {
  const digits = integerHex(element);
  if (digits.length > 8) throw new DerError('a number is too large');
  return Number.parseInt(digits, 16);
}

/** The bits of a BIT STRING, without the count of unused ones. */
export function bitsOf(element: Der | undefined): Uint8Array {
  return contentOf(expectTag(element, tags.bitString, 'a bit string')).subarray(1);
}

/** UTCTime or GeneralizedTime as milliseconds since the epoch. Throws {@link DerError}. */
export function timeOf(element: Der | undefined): number {
  if (element?.tag !== tags.utcTime && element?.tag !== tags.generalizedTime)
    throw new DerError('a date is missing');
  const text = latin1(element);
  const match = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:\.\d+)?(Z|[+-]\d{4})$/.exec(text);
  const [, digits = '', month, day, hours, minutes, seconds = '0', zone = 'Z'] = match ?? [];
  if (!match || (digits.length === 4) !== (element.tag === tags.generalizedTime)) {
    throw new DerError(`"${text.slice(0, 20)}" is not a date`);
  }
  const short = Number(digits);
  const year = digits.length === 4 ? short : short < 50 ? 2000 + short : 1900 + short;
  const offset =
    zone === 'Z'
      ? 0
      : (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3))) * (zone.startsWith('-') ? -1 : 1);
  const date = new Date(0);
  // Date.UTC would read the years 0 to 99 as 1900 to 1999
  date.setUTCFullYear(year, Number(month) - 1, Number(day));
  date.setUTCHours(Number(hours), Number(minutes) - offset, Number(seconds));
  return date.getTime();
}

/** The content of an element as text, one character a byte. */
export function latin1({ bytes, from, end }: Der): string {
  let text = '';
  for (let at = from; at < end; at++) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** A string type as text, or undefined for an element that is no string. */
export function textOf(element: Der): string | undefined {
  switch (element.tag) {
    case 0x0c:
      return utf8.decode(contentOf(element));
    case 0x12:
    case 0x13:
    case 0x14:
    case 0x16:
    case 0x1a:
      return latin1(element);
    case 0x1e:
      return wideText(element, 2);
    case 0x1c:
      return wideText(element, 4);
    default:
      return undefined;
  }
}

/** Characters of two (BMPString) or four bytes (UniversalString), big-endian. */
function wideText({ bytes, from, end }: Der, width: 2 | 4): string {
  let text = '';
  for (let at = from; at + width <= end; at += width) {
    let point = 0;
    for (let index = 0; index < width; index++) point = point * 256 + (bytes[at + index] ?? 0);
    text += point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
  }
  return text;
}

/** Whether two byte strings are equal. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
