import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { YamlNode } from '../../../../server/src/core/yaml/tree.ts';
import { readMongodYaml } from '../../../../server/src/core/yaml/mongod/read.ts';
import type { Span } from '../../../../server/src/core/text/span.ts';
import { editRandomly, randomNumbers } from '../../../agree/random-edits.ts';
import { seeds } from '../../../agree/seeds.ts';

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
    const fault = (text: string) => readMongodYaml(text).problems[0]?.code;
    expect(fault(lines.join('\n'))).toBe('endless-alias');
    expect(fault('a: &x [*x]\n')).toBe('endless-alias');
    // a fault below comes first, as in the server
    expect(fault('a: &x [*x]\nb: @\n')).toBe('needs-quotes');
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
