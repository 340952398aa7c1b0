import { describe, expect, it } from 'vitest';
import { parseText } from '../../server/src/core/documents/document.ts';
import { fixAll } from '../../server/src/core/fixing/fix.ts';
import { lint } from '../support/lint.ts';
import { hostile } from '../bench/hostile.ts';
import { runs } from '../bench/hostile/runs.ts';
import { facts } from '../support/facts.ts';
import type { Finding } from '../../server/src/core/findings/finding.ts';

/** How their time grows is measured by the bench; here each is judged and mended at all. */
describe('a long text of one kind is judged and mended', () => {
  it.each([...hostile, ...runs].map((entry) => [entry.name, entry] as const))(
    '%s',
    (_, { kind, fileName, make }) => {
      const wrong: Finding[] = [];
      const text = make(400);
      fixAll(text, (next) => {
        const findings = lint(parseText(kind, next, fileName === undefined ? {} : { fileName }), facts());
        for (const finding of findings) {
          const [start, end] = finding.span;
          if (finding.rule === 'internal-error' || start < 0 || start > end || end > next.length)
            wrong.push(finding);
        }
        return findings;
      });
      expect(wrong).toEqual([]);
    },
  );
});
