import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/core/text/apply-edits.ts';
import { fixAll, safeEdits } from '../../../server/src/core/fixing/fix.ts';
import { overlaps, type Edit, type Span } from '../../../server/src/core/text/span.ts';
import type { Finding, Fix } from '../../../server/src/core/findings/finding.ts';

const finding = (fix: Fix): Finding => ({ rule: 'r', severity: 'warning', span: [0, 0], message: 'm', fix });
const edit = (start: number, end: number, text: string) => ({ span: [start, end] as const, text });

/** Whether one of two edits would change what the other one does. */
function conflicts(a: Span, b: Span): boolean {
  const isInsertion = a[0] === a[1] || b[0] === b[1];
  return overlaps(a, b) || (isInsertion && a[0] <= b[1] && b[0] <= a[1]);
}

/** What `safeEdits` means: each edit compared with each that was accepted. */
function plainSafeEdits(findings: readonly Finding[]): Edit[] {
  const accepted: Edit[] = [];
  for (const { fix } of findings) {
    if (!fix?.safe) continue;
    if (fix.edits.some(({ span }) => accepted.some((other) => conflicts(span, other.span)))) continue;
    accepted.push(...fix.edits);
  }
  return accepted;
}

/** Fixes in a short text, so that most of them meet: insertions too, and edits that overlap one of their own fix. */
const fixes = fc.array(
  fc.record({
    title: fc.constant('a'),
    safe: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
    edits: fc.array(
      fc
        .tuple(fc.nat(20), fc.nat(4), fc.constantFrom('', 'x'))
        .map(([start, length, text]) => edit(start, start + length, text)),
      { maxLength: 3 },
    ),
  }),
  { maxLength: 12 },
);

describe('fixes', () => {
  it('are applied wherever they stand in the list', () => {
    expect(applyEdits('abcdef', [edit(0, 1, 'XX'), edit(3, 3, '-'), edit(5, 6, '')])).toBe('XXbc-de');
  });

  it('keep the order of insertions at one place, and drop an edit that overlaps', () => {
    expect(applyEdits('ab', [edit(1, 1, 'x'), edit(1, 1, 'y')])).toBe('axyb');
    expect(applyEdits('abcdef', [edit(0, 3, 'x'), edit(2, 4, 'y')])).toBe('xdef');
  });

  it('that overlap an accepted one are dropped whole', () => {
    const first = finding({ title: 'a', safe: true, edits: [edit(0, 3, 'x')] });
    const second = finding({ title: 'b', safe: true, edits: [edit(2, 4, 'y'), edit(5, 6, 'z')] });
    expect(safeEdits([first, second])).toEqual([edit(0, 3, 'x')]);
  });

  it('that can be made together are those that a comparison of each with each finds', () => {
    fc.assert(
      fc.property(fixes, (list) => {
        const findings = list.map(finding);
        expect(safeEdits(findings)).toEqual(plainSafeEdits(findings));
      }),
      { numRuns: 2000 },
    );
  });

  it('may be very many', () => {
    const findings = Array.from({ length: 50_000 }, (_, at) =>
      finding({
        title: 'a',
        safe: true,
        edits: [edit(at, at + 2, 'x'), edit(100_000 + at, 100_000 + at, 'y')],
      }),
    );
    expect(safeEdits(findings)).toHaveLength(50_000);
  });

  it('that put a line in where another takes lines away wait for the next round', () => {
    const first = finding({ title: 'a', safe: true, edits: [edit(0, 3, '')] });
    const second = finding({ title: 'b', safe: true, edits: [edit(3, 3, 'y')] });
    expect(safeEdits([first, second])).toEqual([edit(0, 3, '')]);
  });

  it('that are unsafe are never taken', () => {
    expect(safeEdits([finding({ title: 'a', safe: false, edits: [edit(0, 1, 'x')] })])).toEqual([]);
  });

  it('are repeated until nothing changes, ten rounds at most', () => {
    const grow = (text: string) => [
      finding({ title: 'a', safe: true, edits: [edit(text.length, text.length, '+')] }),
    ];
    expect(fixAll('', grow)).toBe('++++++++++');
    const settle = (text: string) =>
      text.includes('a')
        ? [finding({ title: 'a', safe: true, edits: [edit(text.indexOf('a'), text.indexOf('a') + 1, 'b')] })]
        : [];
    expect(fixAll('aaa', settle)).toBe('bbb');
  });
});
