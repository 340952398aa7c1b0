import { describe, expect, it } from 'vitest';
import {
  compareVersions,
  formatVersion,
  parseServerVersion,
} from '../../../server/src/core/server/server-version.ts';
import { LineIndex } from '../../../server/src/core/text/line-index.ts';
import { decodeText } from '../../../server/src/core/text/decode-text.ts';

describe('server versions', () => {
  it.each([
    ['8.0.10', [8, 0, 10]],
    ['v4.4.29', [4, 4, 29]],
    ['7.0', [7, 0, 999]],
    ['6', [6, 0, 999]],
    ['8.0.0-rc1', [8, 0, 0]],
  ])('reads %s', (text, expected) => {
    expect(parseServerVersion(text)).toEqual(expected);
  });

  it.each(['', 'new', '8.x', '1.2.3.4', '99999'])('refuses %j', (text) => {
    expect(parseServerVersion(text)).toBeUndefined();
  });

  it('takes a series as its newest release', () => {
    const series = parseServerVersion('5.0');
    const release = parseServerVersion('5.0.31');
    if (!series || !release) throw new Error('not read');
    expect(compareVersions(series, release)).toBeGreaterThan(0);
    expect([formatVersion(series), formatVersion(release)]).toEqual(['5.0', '5.0.31']);
  });
});

describe('LineIndex', () => {
  it('counts CRLF, LF and a lone CR as line ends and characters in UTF-16', () => {
    const text = 'a\r\nb😀c\rd\n';
    const index = new LineIndex(text);
    expect(index.at(0)).toEqual({ line: 0, character: 0 });
    expect(index.at(text.indexOf('c'))).toEqual({ line: 1, character: 3 });
    expect(index.at(text.indexOf('d'))).toEqual({ line: 2, character: 0 });
    expect(index.at(text.length)).toEqual({ line: 3, character: 0 });
  });
});

describe('decodeText', () => {
  const units = (text: string, size: 2 | 4, littleEndian: boolean) => {
    const bytes = new Uint8Array(text.length * size);
    const view = new DataView(bytes.buffer);
    Array.from(text).forEach((character, at) => {
      const code = character.codePointAt(0) ?? 0;
      if (size === 2) view.setUint16(at * 2, code, littleEndian);
      else view.setUint32(at * 4, code, littleEndian);
    });
    return bytes;
  };

  it.each([
    [2, true],
    [2, false],
    [4, true],
    [4, false],
  ] as const)('reads units of %i bytes, little endian %s, with and without a mark', (size, littleEndian) => {
    expect(decodeText(units('key ä', size, littleEndian))).toBe('key ä');
    expect(decodeText(units('\uFEFFkey', size, littleEndian))).toBe('key');
  });

  it('keeps the mark of UTF-8 and replaces what is no UTF-8', () => {
    expect(decodeText(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))).toBe('\uFEFFa');
    expect(decodeText(new Uint8Array([0x61, 0xff, 0x62]))).toBe('a\uFFFDb');
    expect(decodeText(new Uint8Array())).toBe('');
  });
});
