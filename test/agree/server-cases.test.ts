import { describe, expect, it } from 'vitest';
import { caseKinds, hasCases, judgeCases } from './server-cases.ts';

describe.skipIf(!hasCases)('cases of MongoDB (skipped where ../shared/cases is absent)', () => {
  const outcomes = hasCases ? caseKinds.flatMap(judgeCases) : [];

  it.each(caseKinds)('%s: we say what the server says', (kind) => {
    const judged = outcomes.filter(({ entry }) => entry.kind === kind).filter((outcome) => 'ours' in outcome);
    const disagreed = judged.filter(({ agreed }) => !agreed);
    expect(
      disagreed.map(({ entry, ours, said }) => ({ id: entry.id, wanted: entry.expect, ours, said })),
    ).toEqual([]);
  });

  it('nearly all of them are judged', () => {
    expect(outcomes.filter((outcome) => 'unjudged' in outcome).map(({ entry }) => entry.id)).toEqual([
      'parser/ConfigFromFilesystem/Directory',
      'parser/ConfigFromFilesystem/Nonexistent',
      'expand/exec/recursive',
      'expand/exec/digest-bad-5',
    ]);
    expect(outcomes.length).toBe(394);
  });
});
