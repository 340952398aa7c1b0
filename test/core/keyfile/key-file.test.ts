import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accessFault } from '../../../server/src/core/keyfile/key-file-access.ts';
import { isFatal, keyFileFaults } from '../../../server/src/core/keyfile/key-file-faults.ts';
import { parseKeyFile, parseKeyFileBytes } from '../../../server/src/core/keyfile/key-file.ts';
import {
  hasReached,
  newestVersion,
  parseServerVersion,
} from '../../../server/src/core/server/server-version.ts';

const revealed = (text: string): string[] => parseKeyFile(text).yaml.keys.map((key) => key.reveal());

describe('parseKeyFile', () => {
  it.each([
    ['blanks', 'foop de doop', ['foopdedoop']],
    ['several lines', 'foop\nde\n\n\tdoop\r\n', ['foopdedoop']],
    ['escapes', '"G 9\\n2\\ts\\rq\\u0041\\x2b\\\n  z"', ['G92sqA+z']],
    ['a list', '- "foop de doop"\n- other key\n', ['foopdedoop', 'otherkey']],
    ['nested lists', '[[a, [b]], c]', ['a', 'b', 'c']],
    ['an anchor and its alias', '- &k abcdef\n- *k\n', ['abcdef', 'abcdef']],
    ['a byte order mark', '\uFEFFabcdef\n', ['abcdef']],
    ['a literal block', '# key\n|\n  abc\n   def\n', ['abcdef']],
    ['a list folded into a line', 'abc\n- def\n', ['abc-def']],
    ['one without a blank after the hyphen', '-abc\n', ['-abc']],
    ['a second document', '---\nabcdef\n---\nghijkl\n', ['abcdef']],
  ])('reads %s', (_, text, keys) => {
    expect(revealed(text)).toEqual(keys);
  });

  it('shows no key when it is printed', () => {
    const file = parseKeyFile('topsecret\n');
    expect(JSON.stringify([file.yaml, file.raw])).not.toContain('topsecret');
  });

  it('tells equal keys', () => {
    const [a, b, c] = parseKeyFile('[my secret key, "mysecret\\nkey", other]').yaml.keys;
    expect(a && b && a.equals(b)).toBe(true);
    expect(a && c && a.equals(c)).toBe(false);
  });

  it('never throws, and puts every fault inside the text, whatever the text', () => {
    const pieces = fc.constantFrom(
      '- ',
      '\n',
      '"',
      "'",
      '\\x4',
      '\\u0041',
      '# ',
      ' ',
      'abcdef',
      '[',
      ']',
      ': ',
      '|',
      '*a',
      '&a ',
      '\r',
      '\uFEFF',
      '-',
      '😀',
      '---\n',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces).map((list) => list.join('')),
        ),
        (text) => {
          const file = parseKeyFile(text);
          for (const version of [newestVersion, [4, 0, 1] as const]) {
            for (const fault of keyFileFaults(file, version)) {
              expect(fault.span[0]).toBeGreaterThanOrEqual(0);
              expect(fault.span[1]).toBeGreaterThanOrEqual(fault.span[0]);
              expect(fault.span[1]).toBeLessThanOrEqual(text.length);
            }
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('finds the very places of characters that are wrong', () => {
    const letters = fc.constantFrom('a', 'Z', '9', '+', '/', '=');
    const styles = fc.constantFrom(
      (key: string) => key,
      (key: string) => `"${key}"`,
      (key: string) => `'${key}'`,
      (key: string) => `|\n  ${key}`,
      (key: string) => `- abcdef\n- "\\x41${key}"`,
      (key: string) => `[${key.replace('\n', ' ')}]`,
    );
    fc.assert(
      fc.property(
        fc.array(letters, { minLength: 6 }),
        fc.nat(),
        styles,
        fc.boolean(),
        (list, at, style, wrap) => {
          const place = 1 + (at % (list.length - 1));
          const key = [...list.slice(0, place), wrap ? '\n  ' : '', '_', ...list.slice(place)].join('');
          const text = style(key);
          const faults = keyFileFaults(parseKeyFile(text), newestVersion).filter(
            ({ kind }) => kind === 'character',
          );
          expect(faults.map(({ span }) => text.slice(...span))).toEqual(['_']);
        },
      ),
    );
  });
});

describe('accessFault', () => {
  it.each([
    [0o400, 'linux', false],
    [0o600, 'linux', false],
    [0o700, 'macos', false],
    [0o100600, 'linux', false],
    [0o440, 'linux', true],
    [0o601, 'linux', true],
    [0o644, 'macos', true],
    [0o644, 'windows', false],
    [undefined, 'linux', false],
  ] as const)('of mode %s on %s: %s', (mode, platform, isFault) => {
    expect(accessFault(mode, platform) !== undefined).toBe(isFault);
  });
});

interface Case {
  id: string;
  input: string;
  expect: 'valid' | 'invalid';
  encoding?: 'latin1';
  mode?: string;
  since?: string;
  expectedKeys?: string[];
  alsoWarning?: string;
}

const casesFile = new URL('../../../../shared/cases/keyfile.json', import.meta.url);
const cases = existsSync(casesFile) ? (JSON.parse(readFileSync(casesFile, 'utf8')) as Case[]) : [];

describe.skipIf(cases.length === 0)('cases of the server (skipped where ../shared is absent)', () => {
  it.each(cases)('$id', (entry) => {
    const bytes = Buffer.from(entry.input, entry.encoding === 'latin1' ? 'latin1' : 'utf8');
    const file = parseKeyFileBytes(bytes);
    const mode = entry.mode === undefined ? undefined : Number.parseInt(entry.mode, 8);
    const oldest = parseServerVersion('4.0') ?? newestVersion;
    const versions = [newestVersion, ...(hasReached(oldest, entry.since ?? '3.6') ? [oldest] : [])];
    for (const version of versions) {
      const faults = keyFileFaults(file, version);
      const refused = accessFault(mode, 'linux') !== undefined || faults.some(isFatal);
      expect(refused ? 'invalid' : 'valid').toBe(entry.expect);
      if (entry.alsoWarning !== undefined) expect(faults.map(({ kind }) => kind)).toEqual(['two-keys']);
      for (const key of entry.expectedKeys ?? []) {
        for (const { message } of faults) expect(message).not.toContain(key);
      }
    }
    if (entry.expectedKeys) {
      expect(file.yaml.keys.map((key) => key.reveal())).toEqual(entry.expectedKeys);
    }
  });
});
