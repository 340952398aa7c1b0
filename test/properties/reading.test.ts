import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { decodeText } from '../../server/src/core/text/decode-text.ts';
import { parseText } from '../../server/src/core/documents/document.ts';
import { lint } from '../support/lint.ts';
import { readMongodYaml } from '../../server/src/core/yaml/mongod/read.ts';
import { facts } from '../support/facts.ts';
import { decodeConfig } from '../../server/src/core/documents/decode-document.ts';

describe('any bytes', () => {
  it('are read and judged without a throw, as any kind of file', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: 'binary', maxLength: 100 }).map((text) => new TextEncoder().encode(text)),
    );
    fc.assert(
      fc.property(
        bytes,
        fc.constantFrom('config', 'keyfile', 'pem', 'commandline'),
        fc.constantFrom('linux', 'windows'),
        (content, kind, platform) => {
          const text = kind === 'keyfile' ? decodeText(content) : decodeConfig(content, platform);
          const wrong = lint(parseText(kind, text), facts({ platform })).filter(
            ({ rule, span }) =>
              rule === 'internal-error' || span[0] < 0 || span[0] > span[1] || span[1] > text.length,
          );
          expect(wrong).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

const methodOf = (name: string): unknown => Object.getOwnPropertyDescriptor(String.prototype, name)?.value;

/** How many characters are looked at while a text is read. */
function charactersRead(text: string): number {
  let count = 0;
  const charCodeAt = methodOf('charCodeAt') as (this: string, at: number) => number;
  const indexOf = methodOf('indexOf') as (this: string, word: string, from: number) => number;
  const slice = methodOf('slice') as (this: string, start?: number, end?: number) => string;
  vi.spyOn(String.prototype, 'charCodeAt').mockImplementation(function (this: string, at) {
    count++;
    return charCodeAt.call(this, at);
  });
  vi.spyOn(String.prototype, 'indexOf').mockImplementation(function (this: string, word, from = 0) {
    const found = indexOf.call(this, word, from);
    count += (found < 0 ? this.length : found) - from;
    return found;
  });
  vi.spyOn(String.prototype, 'slice').mockImplementation(function (this: string, start, end) {
    const part = slice.call(this, start, end);
    count += part.length;
    return part;
  });
  readMongodYaml(text);
  vi.restoreAllMocks();
  return count;
}

describe('the work of reading', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each<[string, (size: number) => string]>([
    ['settings', (size) => 'net:\n  port: 1\n'.repeat(size)],
    ['one long line', (size) => `a: ${'word '.repeat(size)}\n`],
    ['a plain value of many lines', (size) => `a: b\n${'  more words\n'.repeat(size)}`],
    ['a quoted value of many lines', (size) => `a: "b\n${'  more words\n'.repeat(size)}"\n`],
    ['a block of many lines', (size) => `a: |\n${'  text\n'.repeat(size)}`],
    ['blank lines', (size) => `a: b\n${'\n'.repeat(size)}c: d\n`],
    ['comments', (size) => '# words and words\n'.repeat(size)],
    ['a flow list', (size) => `a: [${'b, '.repeat(size)}]\n`],
    ['flow maps that never end', (size) => '{a: '.repeat(size)],
    ['brackets that never end', (size) => '['.repeat(size)],
    ['a quote that never ends', (size) => `a: "${'b\n'.repeat(size)}`],
    [
      'deep nesting',
      (size) =>
        Array.from({ length: 200 }, (_, at) => `${' '.repeat(at)}a:\n`)
          .join('')
          .repeat(size / 200),
    ],
    ['lists in lists', (size) => '- '.repeat(size)],
    ['questions', (size) => '? a\n'.repeat(size)],
    ['colons', (size) => 'a:b:c '.repeat(size)],
    ['anchors and aliases', (size) => `a: &x 1\n${'b: *x\n'.repeat(size)}`],
    ['INI', (size) => 'port = 1\n# comment\n'.repeat(size)],
    ['carriage returns', (size) => 'a: b\r\n'.repeat(size)],
  ])('grows with the text and no faster: %s', (_, make) => {
    const small = charactersRead(make(400));
    const large = charactersRead(make(1_600));
    expect(large / small).toBeLessThan(4.5);
  });
});
