import { describe, expect, it } from 'vitest';
import type { YamlNode } from '../../../../server/src/core/yaml/tree.ts';
import { readMongodYaml } from '../../../../server/src/core/yaml/mongod/read.ts';

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
