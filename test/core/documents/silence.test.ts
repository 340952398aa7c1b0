import { describe, expect, it } from 'vitest';
import { silencedBy } from '../../../server/src/core/documents/silence.ts';

const next = '# mongodb-tls-disable-next-line';

describe('silencing comments', () => {
  it('hold for the whole line below them and for no other', () => {
    const text = `${next} one\nabc\nabc\n`;
    const silenced = silencedBy(text);
    const line = text.indexOf('abc');
    const offsets = Array.from(text, (_, at) => at).filter((at) => silenced('one', at));
    expect(offsets).toEqual([line, line + 1, line + 2, line + 3]);
    expect(silenced('two', line)).toBe(false);
  });

  it('may name several rules, stand behind one another, and hold for the file', () => {
    const text = `${next} a, b ${next} c\nabc\n# mongodb-tls-disable d e\n`;
    const silenced = silencedBy(text);
    const line = text.indexOf('abc');
    expect(['a', 'b', 'c', 'd', 'e', 'f'].map((rule) => silenced(rule, line))).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(silenced('d', 0)).toBe(true);
  });

  it('may stand in the last line, where they hold for nothing', () => {
    const text = `abc\n${next} one`;
    expect(silencedBy(text)('one', text.length - 1)).toBe(false);
    expect(silencedBy(`${text}\n`)('one', text.length - 1)).toBe(false);
  });

  it('may be very many, in their lines or in one', () => {
    const count = 100_000;
    const rows = `${next} one\nabc\n`.repeat(count);
    const inRows = silencedBy(rows);
    const size = rows.length / count;
    const offsets = Array.from({ length: count }, (_, at) => at * size + size - 4);
    expect(offsets.every((at) => inRows('one', at) && !inRows('one', at - 5))).toBe(true);
    const line = `${`${next} one `.repeat(count)}\n`;
    const inLine = silencedBy(`${line}abc\n`);
    expect(offsets.every(() => inLine('one', line.length) && !inLine('one', 0))).toBe(true);
  });
});
