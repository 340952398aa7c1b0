import { describe, expect, it } from 'vitest';
import { applyEdits, fixAll, safeEdits } from '../../server/src/core/fix.ts';
import type { Finding, Fix } from '../../server/src/core/rule.ts';

const finding = (fix: Fix): Finding => ({ rule: 'r', severity: 'warning', span: [0, 0], message: 'm', fix });
const edit = (start: number, end: number, text: string) => ({ span: [start, end] as const, text });

describe('fixes', () => {
  it('are applied wherever they stand in the list', () => {
    expect(applyEdits('abcdef', [edit(0, 1, 'XX'), edit(3, 3, '-'), edit(5, 6, '')])).toBe('XXbc-de');
  });

  it('keep the order of insertions at one place, and drop an edit that overlaps', () => {
    expect(applyEdits('ab', [edit(1, 1, 'x'), edit(1, 1, 'y')])).toBe('axyb');
    expect(applyEdits('abcdef', [edit(0, 3, 'x'), edit(2, 4, 'y')])).toBe('xdef');
  });

  it('that overlap an accepted one are dropped whole', () => {
    const first = finding({ title: 'a', safe: true, edits: [edit(0, 3, 'x')] });
    const second = finding({ title: 'b', safe: true, edits: [edit(2, 4, 'y'), edit(5, 6, 'z')] });
    expect(safeEdits([first, second])).toEqual([edit(0, 3, 'x')]);
  });

  it('that put a line in where another takes lines away wait for the next round', () => {
    const first = finding({ title: 'a', safe: true, edits: [edit(0, 3, '')] });
    const second = finding({ title: 'b', safe: true, edits: [edit(3, 3, 'y')] });
    expect(safeEdits([first, second])).toEqual([edit(0, 3, '')]);
  });

  it('that are unsafe are never taken', () => {
    expect(safeEdits([finding({ title: 'a', safe: false, edits: [edit(0, 1, 'x')] })])).toEqual([]);
  });

  it('are repeated until nothing changes, ten rounds at most', () => {
    const grow = (text: string) => [
      finding({ title: 'a', safe: true, edits: [edit(text.length, text.length, '+')] }),
    ];
    expect(fixAll('', grow)).toBe('++++++++++');
    const settle = (text: string) =>
      text.includes('a')
        ? [finding({ title: 'a', safe: true, edits: [edit(text.indexOf('a'), text.indexOf('a') + 1, 'b')] })]
        : [];
    expect(fixAll('aaa', settle)).toBe('bbb');
  });
});
