import type { ConfigFormat } from './setting.ts';

/** What the server makes of a text that is to be a number: the value, or why it refuses it. */
export type NumberReading =
  { readonly value: number; readonly base?: 8 | 16 } | { readonly fault: 'not-a-number' | 'too-large' };

/**
 * Reads a number of an option as its place has it. On a command line a leading 0 means nothing
 * (src/third_party/boost/boost/program_options/value_semantic.hpp, lexical_cast).
 */
export function readNumber(type: 'int' | 'double', text: string, format: ConfigFormat): NumberReading {
  if (type === 'double') return readDouble(text);
  return readInteger(format === 'flags' ? text.replace(/^([+-]?)0+(?=\d)/, '$1') : text);
}

const largestInt = 2_147_483_647;

/**
 * Reads an integer of 32 bits with the base of the C language (src/mongo/base/parse_number.cpp): `0x1F` is hexadecimal, a leading
 * 0 octal, anything else decimal; no blanks, fractions or separators.
 */
export function readInteger(text: string): NumberReading {
  const match = /^([+-]?)(?:0[xX]([0-9a-fA-F]+)|0([0-7]+)|(0|[1-9]\d*))$/.exec(text);
  if (!match) return { fault: 'not-a-number' };
  const [, sign, hexadecimal, octal, decimal = ''] = match;
  const base = hexadecimal !== undefined ? 16 : octal !== undefined ? 8 : 10;
  const size = Number.parseInt(hexadecimal ?? octal ?? decimal, base);
  const value = sign === '-' ? -size : size;
  if (value > largestInt || value < -largestInt - 1) return { fault: 'too-large' };
  return base === 10 ? { value } : { value, base };
}

/**
 * Reads a floating-point number as strtod does: decimal, with an exponent, hexadecimal, `inf`, `infinity` and `nan`; a leading 0
 * means nothing.
 */
export function readDouble(text: string): NumberReading {
  if (/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) {
    const value = Number.parseFloat(text);
    return Number.isFinite(value) ? { value } : { fault: 'too-large' };
  }
  const hexadecimal = /^([+-]?)0x(?=\.?[0-9a-f])([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?\d+))?$/i.exec(text);
  if (hexadecimal) {
    const [, sign, whole = '', fraction = '', exponent = '0'] = hexadecimal;
    const digits = Number.parseInt(whole + fraction || '0', 16) / 16 ** fraction.length;
    const value = digits * 2 ** Number(exponent) * (sign === '-' ? -1 : 1);
    return Number.isFinite(value) ? { value, base: 16 } : { fault: 'too-large' };
  }
  const word = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
  if (!word) return { fault: 'not-a-number' };
  if (/nan/i.test(text)) return { value: Number.NaN };
  return { value: word[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY };
}
