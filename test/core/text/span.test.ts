import { describe, expect, it } from 'vitest';
import { lineAt } from '../../../server/src/core/text/span.ts';

describe('lineAt', () => {
  it.each([
    ['a\nb\n', 0, [0, 2]],
    ['a\nb\n', 1, [0, 2]],
    ['a\nb\n', 2, [2, 4]],
    ['a\r\nb', 3, [3, 4]],
    // an empty first line
    ['\nb', 0, [0, 1]],
    ['', 0, [0, 0]],
  ])('%j at %i', (text, offset, line) => {
    expect(lineAt(text, offset)).toEqual(line);
  });
});
