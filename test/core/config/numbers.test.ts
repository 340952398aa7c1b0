import { describe, expect, it } from 'vitest';
import { readDouble, readInteger } from '../../../server/src/core/config/numbers.ts';

describe('readInteger', () => {
  it.each([
    ['0', { value: 0 }],
    ['27017', { value: 27017 }],
    ['-1', { value: -1 }],
    ['+5', { value: 5 }],
    ['0x1F', { value: 31, base: 16 }],
    ['020', { value: 16, base: 8 }],
    ['0700', { value: 448, base: 8 }],
    ['2147483647', { value: 2147483647 }],
    ['2147483648', { fault: 'too-large' }],
    ['-2147483648', { value: -2147483648 }],
    ['9'.repeat(400), { fault: 'too-large' }],
    ['08', { fault: 'not-a-number' }],
    ['0x', { fault: 'not-a-number' }],
    ['1.0', { fault: 'not-a-number' }],
    ['1e3', { fault: 'not-a-number' }],
    [' 1', { fault: 'not-a-number' }],
    ['1 ', { fault: 'not-a-number' }],
    ['1_000', { fault: 'not-a-number' }],
    ['', { fault: 'not-a-number' }],
    ['ten', { fault: 'not-a-number' }],
  ])('%j', (text, expected) => {
    expect(readInteger(text)).toEqual(expected);
  });
});

describe('readDouble', () => {
  it.each([
    ['0.3', { value: 0.3 }],
    ['020.1', { value: 20.1 }],
    ['.5', { value: 0.5 }],
    ['5.', { value: 5 }],
    ['-1e3', { value: -1000 }],
    ['0x1F', { value: 31, base: 16 }],
    ['0x1.8p1', { value: 3, base: 16 }],
    ['inf', { value: Number.POSITIVE_INFINITY }],
    ['-Infinity', { value: Number.NEGATIVE_INFINITY }],
    ['NaN', { value: Number.NaN }],
    ['1e999', { fault: 'too-large' }],
    ['0x', { fault: 'not-a-number' }],
    ['1GB', { fault: 'not-a-number' }],
    ['1,5', { fault: 'not-a-number' }],
    [' 1', { fault: 'not-a-number' }],
    ['', { fault: 'not-a-number' }],
  ])('%j', (text, expected) => {
    expect(readDouble(text)).toEqual(expected);
  });
});
