import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { differsByOneEdit, editDistance, similarName } from '../../../server/src/core/text/similar-name.ts';

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['mode', 'mode', 0],
    ['mode', 'mdoe', 1],
    ['mode', 'mod', 1],
    ['mode', 'modes', 1],
    ['mode', 'node', 1],
    ['CAFile', 'CRLFile', 2],
    ['', 'abc', 3],
  ])('%s to %s is %d', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});

describe('similarName', () => {
  const names = ['mode', 'certificateKeyFile', 'CAFile', 'CRLFile', 'port'];
  it.each([
    ['cafile', 'CAFile'],
    ['certifcateKeyFiel', 'certificateKeyFile'],
    ['prot', 'port'],
    ['pst', undefined],
    ['x', undefined],
    ['somethingElse', undefined],
    ['a'.repeat(1000), undefined],
  ])('%s: %s', (word, expected) => {
    expect(similarName(word, names)).toBe(expected);
  });

  it('does not choose between two that are equally near', () => {
    expect(similarName('tsl', ['ssl', 'tls'])).toBeUndefined();
  });
});

describe('differsByOneEdit', () => {
  it('is a distance of one, told in linear time', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(differsByOneEdit(a, b)).toBe(editDistance(a, b) === 1);
      }),
      { numRuns: 2000 },
    );
  });
});
