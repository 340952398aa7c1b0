/** Writes DER for tests: independent of the reader in server/src/core/pem. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Any element: identifier octet and content. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Bytes {
  const content = Buffer.concat(parts);
  const length = content.length;
  const head =
    length < 0x80
      ? [length]
      : length < 0x100
        ? [0x81, length]
        : length < 0x10000
          ? [0x82, length >> 8, length & 255]
          : [0x83, length >> 16, (length >> 8) & 255, length & 255];
  return new Uint8Array(Buffer.concat([Buffer.from([tag, ...head]), content]));
}

export const sequence = (...parts: readonly Uint8Array[]): Bytes => der(0x30, ...parts);
export const set = (...parts: readonly Uint8Array[]): Bytes => der(0x31, ...parts);
export const octets = (content: Uint8Array): Bytes => der(0x04, content);
export const boolean = (value: boolean): Bytes => der(0x01, Buffer.from([value ? 0xff : 0]));
export const nothing = (): Bytes => der(0x05);
/** A context-specific, constructed element. */
export const explicit = (number: number, ...parts: readonly Uint8Array[]): Bytes =>
  der(0xa0 + number, ...parts);
/** A context-specific, primitive element. */
export const implicit = (number: number, content: Uint8Array): Bytes => der(0x80 + number, content);

export function integer(value: number | bigint): Bytes {
  let digits = BigInt(value).toString(16);
  if (digits.length % 2) digits = `0${digits}`;
  const bytes = Buffer.from(digits, 'hex');
  return der(0x02, (bytes[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

export function oid(dotted: string): Bytes {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
    const groups = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) {
      groups.unshift((left & 0x7f) | 0x80);
    }
    return groups;
  });
  return der(0x06, Buffer.from(bytes));
}

export const bits = (content: Uint8Array, unused = 0): Bytes => der(0x03, Buffer.from([unused]), content);
export const utf8 = (text: string): Bytes => der(0x0c, Buffer.from(text, 'utf8'));

/** UTCTime up to 2049, GeneralizedTime from then on, as RFC 5280 asks. */
export function time(date: Date): Bytes {
  const digits = date.toISOString().replace(/\.\d+/, '').replace(/[-:T]/g, '');
  return date.getUTCFullYear() < 2050
    ? der(0x17, Buffer.from(digits.slice(2), 'latin1'))
    : der(0x18, Buffer.from(digits, 'latin1'));
}
