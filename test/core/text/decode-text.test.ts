import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../server/src/core/text/decode-text.ts';
import { decodeConfig } from '../../../server/src/core/documents/decode-document.ts';

const text = 'port = 1 é😀\n';

function utf16(source: string, littleEndian: boolean): number[] {
  return Array.from({ length: source.length }, (_, index) => source.charCodeAt(index)).flatMap((unit) =>
    littleEndian ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff],
  );
}

function utf32(source: string, littleEndian: boolean): number[] {
  return Array.from(source, (character) => character.codePointAt(0) ?? 0).flatMap((code) => {
    const bytes = [code >> 24, (code >> 16) & 0xff, (code >> 8) & 0xff, code & 0xff];
    return littleEndian ? bytes.reverse() : bytes;
  });
}

describe('decodeText', () => {
  it.each([
    ['UTF-8', [...new TextEncoder().encode(text)]],
    ['UTF-16 LE with a mark', [0xff, 0xfe, ...utf16(text, true)]],
    ['UTF-16 BE with a mark', [0xfe, 0xff, ...utf16(text, false)]],
    ['UTF-16 LE', utf16(text, true)],
    ['UTF-16 BE', utf16(text, false)],
    ['UTF-32 LE with a mark', [0xff, 0xfe, 0, 0, ...utf32(text, true)]],
    ['UTF-32 BE with a mark', [0, 0, 0xfe, 0xff, ...utf32(text, false)]],
    ['UTF-32 LE', utf32(text, true)],
    ['UTF-32 BE', utf32(text, false)],
  ])('reads %s', (_, bytes) => {
    expect(decodeText(Uint8Array.from(bytes))).toBe(text);
  });

  it('keeps the mark of UTF-8, so that a fixed file has it still', () => {
    expect(decodeText(new TextEncoder().encode(`\uFEFF${text}`))).toBe(`\uFEFF${text}`);
  });

  it('never throws, and marks what is no character', () => {
    expect(decodeText(Uint8Array.from([]))).toBe('');
    expect(decodeText(Uint8Array.from([0x61, 0xff, 0x62]))).toBe('a\uFFFDb');
    expect(decodeText(Uint8Array.from([0, 0, 0, 0x61, 0x7f, 0xff, 0xff, 0xff, 1]))).toBe('a\uFFFD');
    expect(decodeText(Uint8Array.from([0xfe, 0xff, 0]))).toBe('');
  });

  it('leaves a NUL inside ASCII text where it is', () => {
    expect(decodeText(Uint8Array.from([0x61, 0x62, 0, 0x63]))).toBe('ab\0c');
  });
});

describe('decodeConfig', () => {
  const marked = Uint8Array.from([0xff, 0xfe, 0x61, 0]);

  it('reads UTF-16 with its mark on Windows only; elsewhere its NUL bytes stay, which the server refuses', () => {
    expect(decodeConfig(marked, 'windows')).toBe('a');
    expect(decodeConfig(marked, 'linux')).toContain('\0');
    expect(decodeConfig(marked.subarray(2), 'windows')).toBe('a\0');
  });
});
