import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRelaxedJson, type JsonValue } from '../../../server/src/core/yaml/relaxed-json.ts';

function plain(value: JsonValue): unknown {
  switch (value.kind) {
    case 'object':
      return Object.fromEntries(value.fields.map((field) => [field.name, plain(field.value)]));
    case 'array':
      return value.items.map(plain);
    case 'string':
      return value.text;
    case 'other':
      return null;
  }
}

describe('readRelaxedJson', () => {
  it.each([
    ['{"a": ["b", {"c": "\\u0041\\n"}]}', { a: ['b', { c: 'A\n' }] }],
    ["{a: 'it\\'s', $b: []}", { a: "it's", $b: [] }],
    ['[1, true, NumberLong(5), new Date(0)]', [null, null, null, null]],
    [' {} ', {}],
  ])('reads %s', (text, expected) => {
    const reading = readRelaxedJson(text);
    expect('value' in reading && plain(reading.value)).toEqual(expected);
  });

  it.each([
    ['', 0],
    ['{a: 1', 5],
    ['{a 1}', 3],
    ['["a",]', 5],
    ['{} x', 3],
    ['"open', 0],
  ])('tells where %j goes wrong', (text, problem) => {
    expect(readRelaxedJson(text)).toEqual({ problem });
  });

  it('reads what JSON.stringify writes, and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect('value' in readRelaxedJson(JSON.stringify(value))).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]":,\'a1\\ '.split('')) }), (text) => {
        readRelaxedJson(text);
      }),
    );
    expect(readRelaxedJson('['.repeat(10_000))).toHaveProperty('problem');
  });
});
