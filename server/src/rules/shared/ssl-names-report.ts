import type { Hint, Report } from '../../core/findings/finding.ts';

/** One report for the old names that stand together: it stands at the first, counts the others, and marks them. */
export function sslNamesReport([first, ...others]: readonly Hint[]): Report {
  const count =
    others.length === 0
      ? ''
      : ` ${others.length === 1 ? '1 other ssl name here is' : `${others.length} other ssl names here are`} old too.`;
  return {
    span: first?.span ?? [0, 0],
    message: `${first?.message ?? ''}${count}`,
    ...(first?.alternatives ? { alternatives: first.alternatives } : {}),
    hints: others,
  };
}
