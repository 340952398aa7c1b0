import { expect, it } from 'vitest';
import { readJsonWithComments } from '../../server/src/host/json-with-comments.ts';

it.each([
  ['{"a": ["b",],} // end', { a: ['b'] }],
  ['\uFEFF{ /* "a": 1, */ "b": "//, ]", }', { b: '//, ]' }],
  ['{"a": "\\"/*", "b": "*/"}', { a: '"/*', b: '*/' }],
  ['{"a": 1', undefined],
  ['/*', undefined],
  ['', undefined],
])('%s', (text, expected) => {
  expect(readJsonWithComments(text)).toEqual(expected);
});
