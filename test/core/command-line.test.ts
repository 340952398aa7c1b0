import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommandLines } from '../../server/src/core/models/command-line.ts';

const flagsOf = (text: string) =>
  parseCommandLines(text).commands.map(({ program, flags }) => [
    program,
    ...flags.map(({ name, value }) => [name, value]),
  ]);

describe('command lines in other languages', () => {
  it.each([
    ['mongod --auth --port 1 # --ssl\n', [['mongod', ['auth', undefined], ['port', '1']]]],
    ['/usr/local/bin/mongos.exe --configdb=a/b\n', [['mongos', ['configdb', 'a/b']]]],
    ["args: ['mongod', '--tlsMode', 'allowTLS']\n", [['mongod', ['tlsMode', 'allowTLS']]]],
    ['docker run mongo --replSet rs0\n', [['mongod', ['replSet', 'rs0']]]],
    ['docker run mongo mongod --auth\n', [['mongod', ['auth', undefined]]]],
    ['mongo --ssl db | tee --ssl\n', [['mongo', ['ssl', 'db']]]],
    ['systemctl restart mongod\n', []],
    ['mongodump --ssl; mongod.conf --ssl; my-mongod --ssl; @mongod --ssl\n', []],
    ['mongod `cat flags` --tlsMode `mode`\n', [['mongod', ['tlsMode', undefined]]]],
    [
      'mongod --tlsMode "unclosed\nmongod --auth\n',
      [
        ['mongod', ['tlsMode', undefined]],
        ['mongod', ['auth', undefined]],
      ],
    ],
  ])('%j', (text, expected) => {
    expect(flagsOf(text)).toEqual(expected);
  });

  it('never throws, and all spans lie inside the text', () => {
    const piece = fc.constantFrom(
      'mongod',
      'mongos',
      ' --sslMode',
      '=',
      '"',
      "'",
      '[',
      ']',
      ',',
      '\\\n',
      '\n',
      '- ',
      '#',
      ' x',
      '$',
      ';',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 40 }).map((parts) => parts.join('')),
        ),
        (text) => {
          for (const { span, flags } of parseCommandLines(text).commands) {
            for (const flag of flags) {
              expect(flag.span[0]).toBeGreaterThanOrEqual(span[0]);
              expect(flag.valueSpan?.[1] ?? flag.span[1]).toBeLessThanOrEqual(text.length);
              expect(text.slice(...flag.span)).toBe(`--${flag.name}`);
            }
          }
        },
      ),
    );
  });
});
