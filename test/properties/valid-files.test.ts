import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../server/src/core/text/apply-edits.ts';
import { fixAll } from '../../server/src/core/fixing/fix.ts';
import { lint } from '../support/lint.ts';
import { parseConfig } from '../../server/src/core/config/config.ts';
import { facts } from '../support/facts.ts';
import { errorsOf, validFiles } from '../support/valid-config.ts';

describe('any file with which the server starts', () => {
  it('starts it after each safe fix, and after all of them', () => {
    const fixed = new Set<string>();
    fc.assert(
      fc.property(validFiles, ({ text, program, version }) => {
        expect(errorsOf({ text, program, version })).toEqual([]);
        const find = (each: string) => lint(parseConfig(each, { program }), facts({ version }));
        for (const { rule, fix } of find(text)) {
          if (!fix?.safe) continue;
          fixed.add(rule);
          expect(errorsOf({ text: applyEdits(text, fix.edits), program, version }), rule).toEqual([]);
        }
        const all = fixAll(text, find);
        expect(errorsOf({ text: all, program, version })).toEqual([]);
        expect(find(all).filter(({ fix }) => fix?.safe)).toEqual([]);
      }),
      { numRuns: 400 },
    );
    // the files ask for fixes at all
    expect(fixed.size).toBeGreaterThan(1);
  });
});
