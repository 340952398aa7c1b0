import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { YamlNode } from '../../server/src/core/models/yaml-tree.ts';
import { readMongodYaml } from '../../server/src/core/mongod-yaml/read.ts';
import type { Span } from '../../server/src/core/span.ts';
import { editRandomly, randomNumbers } from '../agree/random-edits.ts';
import { seeds } from '../agree/seeds.ts';

/** A tree as plain data: text, null, arrays and lists of pairs. */
function plain(node: YamlNode | null): unknown {
  if (node?.kind === 'map') return { map: node.pairs.map(({ key, value }) => [key, plain(value)]) };
  if (node?.kind === 'list') return node.items.map(plain);
  return node?.kind === 'scalar' ? node.text : null;
}

function read(text: string): unknown {
  const { root, problems } = readMongodYaml(text);
  return problems[0]?.code ?? plain(root);
}

// each row was checked with yaml-cpp
describe('readMongodYaml: what the server makes of a text', () => {
  it.each([
    ['empty', '', null],
    ['comments', '# a\n  # b\n', null],
    ['byte order mark', '\uFEFFa: 1\n', { map: [['a', '1']] }],
    [
      'nested',
      'a:\n  b: 1\n  c:\n    d: 2\ne: 3',
      {
        map: [
          [
            'a',
            {
              map: [
                ['b', '1'],
                ['c', { map: [['d', '2']] }],
              ],
            },
          ],
          ['e', '3'],
        ],
      },
    ],
    [
      'CRLF',
      'a: 1\r\nb:\r\n  c: 2\r\n',
      {
        map: [
          ['a', '1'],
          ['b', { map: [['c', '2']] }],
        ],
      },
    ],
    ['a lone CR is text', 'a: 1\rb: 2\n', 'second-colon'],
    [
      'text stays as written',
      'a: true\nb: 0700\nc: 1.0\nd: yes',
      {
        map: [
          ['a', 'true'],
          ['b', '0700'],
          ['c', '1.0'],
          ['d', 'yes'],
        ],
      },
    ],
    [
      'null words',
      'a: ~\nb: null\nc: Null\nd: NULL\ne: nUll\nf: "null"\ng:',
      {
        map: [
          ['a', null],
          ['b', null],
          ['c', null],
          ['d', null],
          ['e', 'nUll'],
          ['f', 'null'],
          ['g', null],
        ],
      },
    ],
    [
      'a tagged null word is text',
      'a: !!str null\nb: !!str\n',
      {
        map: [
          ['a', 'null'],
          ['b', ''],
        ],
      },
    ],
    [
      'a list at the column of its key',
      'a:\n- 1\n- 2\nb: 3',
      {
        map: [
          ['a', ['1', '2']],
          ['b', '3'],
        ],
      },
    ],
    [
      'lists of lists and maps',
      '- - 1\n  - 2\n- a: 1\n  b: 2\n-\n',
      [
        ['1', '2'],
        {
          map: [
            ['a', '1'],
            ['b', '2'],
          ],
        },
        null,
      ],
    ],
    [
      'brackets',
      'a: [1, "2", [3], {b: 4, c}, d: 5]\n',
      {
        map: [
          [
            'a',
            [
              '1',
              '2',
              ['3'],
              {
                map: [
                  ['b', '4'],
                  ['c', null],
                ],
              },
              { map: [['d', '5']] },
            ],
          ],
        ],
      },
    ],
    [
      'braces over lines',
      '{"a": 1,\n"b":{"c":[]}}',
      {
        map: [
          ['a', '1'],
          ['b', { map: [['c', []]] }],
        ],
      },
    ],
    [
      'a colon in braces needs a blank',
      '{a:1, "b":2}',
      {
        map: [
          ['a:1', null],
          ['b', '2'],
        ],
      },
    ],
    [
      'folded plain text',
      'a: one\n  two\n\n  three # no more\nb: 1',
      {
        map: [
          ['a', 'one two\nthree'],
          ['b', '1'],
        ],
      },
    ],
    ['folded quotes', 'a: "one  \n  two\n\n\n  three\\\n  four"', { map: [['a', 'one two\n\nthreefour']] }],
    ['single quotes', "a: 'it''s \\n'", { map: [['a', "it's \\n"]] }],
    ['escapes', 'a: "\\x41\\u00e9\\U0001F600\\t\\/"', { map: [['a', 'A\u00e9\u{1F600}\t/']] }],
    [
      'literal text',
      'a: |\n  b\n   c\n\n  d\n\ne: |-\n  f\n\ng: |+\n  h\n\n',
      {
        map: [
          ['a', 'b\n c\n\nd\n'],
          ['e', 'f'],
          ['g', 'h\n\n'],
        ],
      },
    ],
    ['folded block', 'a: >\n  b\n  c\n\n  d\n   e\n  f\n', { map: [['a', 'b c\nd\n e\nf\n']] }],
    ['block with given indentation', 'a: |2\n   b\n  c\n', { map: [['a', ' b\nc\n']] }],
    [
      'anchors',
      'a: &x 1\nb: *x\nc: &y {d: *x}\ne: *y',
      {
        map: [
          ['a', '1'],
          ['b', '1'],
          ['c', { map: [['d', '1']] }],
          ['e', { map: [['d', '1']] }],
        ],
      },
    ],
    [
      'merge keys are keys',
      'a: &x {b: 1}\nc:\n  <<: *x',
      {
        map: [
          ['a', { map: [['b', '1']] }],
          ['c', { map: [['<<', { map: [['b', '1']] }]] }],
        ],
      },
    ],
    [
      'explicit keys',
      '? a\n: 1\n? b\n',
      {
        map: [
          ['a', '1'],
          ['b', null],
        ],
      },
    ],
    [
      'keys that are no text',
      '? [a]\n: 1\n~: 2\n: 3',
      {
        map: [
          ['', '1'],
          ['', '2'],
          ['', '3'],
        ],
      },
    ],
    ['directives', '%YAML 1.2\n%TAG ! x\n%other\n---\na: 1', { map: [['a', '1']] }],
    ['a line with % alone', '% port = 1\n', null],
    ['INI', '# x\nport = 1\n# y\nfork = true\n', 'port = 1'],
    ['INI without comments', 'port = 1\nfork = true\n', 'port = 1 fork = true'],
    [
      'a name alone at the end',
      'a: 1\nb\n',
      {
        map: [
          ['a', '1'],
          ['b', null],
        ],
      },
    ],
    ['a quote that the end closes', 'a: "b\nc: d\n', { map: [['a', 'b c: d ']] }],
    [
      'the same key twice',
      'a: {b: 1}\na: {c: 2}',
      {
        map: [
          ['a', { map: [['b', '1']] }],
          ['a', { map: [['c', '2']] }],
        ],
      },
    ],
    ['a key of 1024 bytes', `${'k'.repeat(1024)}: 1`, { map: [['k'.repeat(1024), '1']] }],
    ['a key of 1025 bytes', `${'k'.repeat(1025)}: 1`, 'second-colon'],
    ['a key of 1026 bytes in two-byte letters', `${'é'.repeat(513)}: 1`, 'second-colon'],
    ['a NUL byte', 'a: \0\n', 'nul-byte'],
    [
      '499 levels',
      `${'['.repeat(499)}${']'.repeat(499)}`,
      JSON.parse(`${'['.repeat(499)}${']'.repeat(499)}`),
    ],
    ['500 levels', `${'['.repeat(500)}${']'.repeat(500)}`, 'too-deep'],
    ['a tab behind a dash', '-\ta: 1', 'second-colon'],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('readMongodYaml: where the server stops reading', () => {
  it.each([
    ['a: 1\n', undefined],
    ['a: 1\n# end\n', undefined],
    ['a: 1\n---\nb: 2\n', '---'],
    ['a: 1\n...\nb: 2\n', 'b: 2'],
    ['  a: 1\nb: 2\n', 'b: 2'],
    ['- a\nb: 2\n', 'b: 2'],
    ['{a: 1} b\n', 'b'],
    ['---\n---\na: 1\n', '---\na'],
    // what is not read may be anything
    ['  a: 1\nb: 2\n\t"[\n', 'b: 2'],
  ])('%j', (text, unread) => {
    const { readTo, problems } = readMongodYaml(text);
    expect(problems).toEqual([]);
    expect(readTo).toBe(unread === undefined ? text.length : text.lastIndexOf(unread));
  });

  it('but a fault right behind the document still counts', () => {
    expect(read('  a: 1\n@\n')).toBe('needs-quotes');
    expect(read('a: 1\n...\n"x\\q"\n')).toBe('unknown-escape');
  });
});

describe('readMongodYaml: spans', () => {
  it('of keys and values', () => {
    const text = 'net:\n  "port": &p !!int 1 # c\n  bindIp: [a, \'b\']\n  x:\n  y: *p\n  z: |\n    text\n';
    const spans: string[] = [];
    const visit = (node: YamlNode): void => {
      if (node.kind === 'map') {
        for (const { keySpan, span, value } of node.pairs) {
          spans.push(text.slice(...keySpan));
          expect(span[0]).toBe(keySpan[0]);
          visit(value);
        }
      } else if (node.kind === 'list') node.items.forEach(visit);
      else spans.push(text.slice(...node.span));
    };
    const { root } = readMongodYaml(text);
    if (root) visit(root);
    expect(spans).toEqual([
      'net',
      '"port"',
      '1',
      'bindIp',
      'a',
      "'b'",
      'x',
      '',
      'y',
      '*p',
      'z',
      '|\n    text',
    ]);
  });

  it('an absent value stands right behind the colon', () => {
    const { root } = readMongodYaml('net: \n  port: # x\n');
    const net = root?.kind === 'map' ? root.pairs[0]?.value : undefined;
    expect(net?.kind === 'map' ? net.pairs[0]?.value.span : undefined).toEqual([13, 13]);
  });
});

/** Texts near YAML: marks, words and breaks. */
const yamlish = fc
  .array(
    fc.constantFrom(
      ...Array.from('ab:-#,?[]{}&*!|>\'"%@\\~.1\t\r'),
      ' ',
      '\n',
      ': ',
      '- ',
      '  ',
      'a: ',
      '---',
      '...',
      '&a ',
      '*a',
      '\r\n',
      '\u00a0',
      '\uFEFF',
      '\0',
      'é',
      '😀',
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

describe('readMongodYaml: any text', () => {
  const isInside = ([start, end]: Span, [from, to]: Span) => start >= from && start <= end && end <= to;

  it('gives spans inside the text, or one problem inside it', () => {
    fc.assert(
      fc.property(fc.oneof(yamlish, fc.string({ unit: 'binary' })), (text) => {
        const { root, problems, readTo } = readMongodYaml(text);
        const whole: Span = [0, text.length];
        expect(problems.length === 0 || root === null).toBe(true);
        expect(readTo).toBeLessThanOrEqual(text.length);
        for (const { span } of problems) expect(isInside(span, whole)).toBe(true);
        const visit = (node: YamlNode): void => {
          expect(isInside(node.span, whole)).toBe(true);
          if (node.kind === 'list') node.items.forEach(visit);
          if (node.kind !== 'map') return;
          for (const pair of node.pairs) {
            expect(isInside(pair.span, whole)).toBe(true);
            expect(isInside(pair.keySpan, pair.span)).toBe(true);
            visit(pair.value);
          }
        };
        if (root) visit(root);
      }),
      { numRuns: 3000 },
    );
  });

  it('finds every plain and quoted value where its span says', () => {
    const random = randomNumbers(7);
    for (let run = 0; run < 1500; run++) {
      const text = editRandomly(seeds[run % seeds.length] ?? '', random, 2);
      const visit = (node: YamlNode): void => {
        if (node.kind === 'map')
          node.pairs.forEach(({ value }) => {
            visit(value);
          });
        if (node.kind === 'list') node.items.forEach(visit);
        const raw = text.slice(...node.span);
        if (node.kind === 'scalar' && node.style === 'plain' && !raw.startsWith('*') && !raw.includes('\n')) {
          expect(raw).toBe(node.text);
        }
      };
      const { root } = readMongodYaml(text);
      if (root) visit(root);
    }
  });

  it('takes steps in proportion to its length', () => {
    fc.assert(
      fc.property(yamlish, fc.integer({ min: 1, max: 400 }), (unit, times) => {
        const text = new CountedText(unit.repeat(times));
        readMongodYaml(text as unknown as string);
        expect(text.steps).toBeLessThanOrEqual(60 * text.length + 100);
      }),
      { numRuns: 1500 },
    );
  });

  it.each([
    '[',
    '{',
    '- ',
    '? ',
    'a: ',
    '"',
    "'",
    '\n',
    ' ',
    'a\n',
    '&a ',
    '!a ',
    '[a, ',
    '{a: ',
    '- a\n',
    '|\n',
    '#\n',
    '{"a":',
    '[[]: ',
  ])('takes steps in proportion to its length: many times %j', (unit) => {
    const text = new CountedText(unit.repeat(20_000));
    readMongodYaml(text as unknown as string);
    expect(text.steps).toBeLessThanOrEqual(60 * text.length);
  });

  it('ends on aliases of aliases and on an alias of itself', () => {
    const lines = ['a0: &a0 [x, x]'];
    for (let level = 1; level < 200; level++) {
      lines.push(`a${level}: &a${level} [*a${level - 1}, *a${level - 1}]`);
    }
    expect(read(lines.join('\n'))).toBe('endless-alias');
    expect(read('a: &x [*x]\n')).toBe('endless-alias');
    // a fault below comes first, as in the server
    expect(read('a: &x [*x]\nb: @\n')).toBe('needs-quotes');
  });
});

/** Counts how often a character is looked at. */
class CountedText extends String {
  steps = 0;

  override charCodeAt(at: number): number {
    this.steps++;
    return super.charCodeAt(at);
  }

  override charAt(at: number): string {
    this.steps++;
    return super.charAt(at);
  }

  override slice(start?: number, end?: number): string {
    const part = super.slice(start, end);
    this.steps += part.length;
    return part;
  }
}
