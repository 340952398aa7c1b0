import { describe, expect, it } from 'vitest';
import { judgeCertificateCases } from '../../agree/cert-cases.ts';

const judged = judgeCertificateCases();

describe.skipIf(judged.length === 0)('certificates of ../shared/cases (skipped where it is absent)', () => {
  it.each(judged.map((entry) => [entry.id, entry] as const))('%s', (_, entry) => {
    expect(entry).toMatchObject({ agrees: true });
  });

  it('all of them are judged', () => {
    const argued = judged.filter(({ argument }) => argument !== undefined);
    process.stdout.write(
      `certificates: ${judged.length} judged, ${judged.length - argued.length} agree, ${argued.length} argued with\n`,
    );
    expect(judged).toHaveLength(73);
    expect(argued).toHaveLength(3);
  });
});
