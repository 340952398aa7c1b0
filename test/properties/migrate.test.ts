import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../server/src/core/text/apply-edits.ts';
import { fixAll } from '../../server/src/core/fixing/fix.ts';
import { allRules, lint } from '../support/lint.ts';
import { meaningOf } from '../../server/src/core/config/normalised-settings.ts';
import { migrateToTls, planMigration, sslSettings } from '../../server/src/core/fixing/migrate.ts';
import { parseConfig } from '../../server/src/core/config/config.ts';
import { facts } from '../support/facts.ts';
import { iniWithSslNames, yamlWithSslNames } from '../support/random-config.ts';

const rules = new Map([...allRules].filter(([id]) => id === 'deprecated-ssl-name'));

describe.each([
  ['YAML', yamlWithSslNames, 1000],
  ['INI', iniWithSslNames, 300],
])('migrating any valid %s file', (_, texts, numRuns) => {
  it('keeps the meaning, leaves no ssl name and changes nothing the second time', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const before = parseConfig(text);
        expect(before.problems).toEqual([]);
        expect(planMigration(before).reason).toBeUndefined();
        const result = applyEdits(text, migrateToTls(before));
        const after = parseConfig(result);
        expect(after.problems).toEqual([]);
        expect(sslSettings(after)).toEqual([]);
        expect(meaningOf(after)).toEqual(meaningOf(before));
        expect(migrateToTls(after)).toEqual([]);
        expect(commentsOf(result)).toEqual(commentsOf(text));
        expect(result.includes('\r\n')).toBe(text.includes('\r\n'));
        expect(/[^\r]\n/.test(result)).toBe(/[^\r]\n/.test(text));
      }),
      { numRuns },
    );
  });

  it('moves one setting at a time without changing the meaning either', () => {
    fc.assert(
      fc.property(texts, fc.nat(9), (text, index) => {
        const found = lint(parseConfig(text), facts(), {}, rules);
        const fixes = found.flatMap((finding) => finding.alternatives ?? []);
        const fix = fixes[index % Math.max(fixes.length, 1)];
        if (!fix) return;
        const result = applyEdits(text, fix.edits);
        const after = parseConfig(result);
        expect(after.problems).toEqual([]);
        expect(meaningOf(after)).toEqual(meaningOf(parseConfig(text)));
        expect(sslSettings(after).length).toBe(sslSettings(parseConfig(text)).length - 1);
        expect(commentsOf(result)).toEqual(commentsOf(text));
      }),
      { numRuns },
    );
  });

  it('is what fix-all does', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = applyEdits(text, migrateToTls(parseConfig(text)));
        expect(fixAll(text, (each) => lint(parseConfig(each), facts(), {}, rules))).toBe(once);
      }),
      { numRuns: numRuns / 10 },
    );
  });
});

/** Comments, whatever their order. */
function commentsOf(text: string): string[] {
  return [...text.matchAll(/(?<=^|\s)#.*/gm)].map(([comment]) => comment.trim()).sort();
}
