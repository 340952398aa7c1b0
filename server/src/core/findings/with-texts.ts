import type { Fix, Report } from './finding.ts';

/** A report with all that it says put through a function. A fix whose title stays is the same object: several findings may share one. */
export function withTexts<R extends Report>(report: R, change: (text: string) => string): R {
  const { message, fix, alternatives, related, hints } = report;
  const retitled = (each: Fix): Fix => {
    const title = change(each.title);
    return title === each.title ? each : { ...each, title };
  };
  const reworded = <T extends { readonly message: string }>(each: T): T => ({
    ...each,
    message: change(each.message),
  });
  return {
    ...report,
    message: change(message),
    ...(fix && { fix: retitled(fix) }),
    ...(alternatives && { alternatives: alternatives.map(retitled) }),
    ...(related && { related: related.map(reworded) }),
    ...(hints && {
      hints: hints.map((hint) => ({
        ...reworded(hint),
        ...(hint.alternatives && { alternatives: hint.alternatives.map(retitled) }),
      })),
    }),
  };
}
