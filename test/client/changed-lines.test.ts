import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedLines } from '../../client/src/changed-lines.ts';

/** The first text with the change made. */
function changed(before: string, after: string): string {
  const { start, end, text } = changedLines(before, after);
  const lines = before.split(/(?<=\n)/);
  return [...lines.slice(0, start), text, ...lines.slice(end)].join('');
}

describe('the lines in which two texts differ', () => {
  it('are no more than those', () => {
    expect(changedLines('a\nb\nc\n', 'a\nB\nc\n')).toEqual({ start: 1, end: 2, text: 'B\n' });
    expect(changedLines('a\nc\n', 'a\nb\nc\n')).toEqual({ start: 1, end: 1, text: 'b\n' });
    expect(changedLines('a\nb\n', 'a\n')).toEqual({ start: 1, end: 2, text: '' });
    expect(changedLines('a\n', 'a\n')).toMatchObject({ text: '' });
    expect(changedLines('a', 'a\nb')).toEqual({ start: 0, end: 1, text: 'a\nb' });
  });

  it('make the second text of the first', () => {
    const text = fc.array(fc.constantFrom('a', 'b', '\n', 'a\n', '\r\n')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(changed(before, after)).toBe(after);
      }),
    );
  });
});
