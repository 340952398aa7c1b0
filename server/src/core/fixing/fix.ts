import { Claims } from '../findings/occupied-spans.ts';
import type { Edit } from '../text/span.ts';
import { applyEdits } from '../text/apply-edits.ts';
import type { Finding, Fix } from '../findings/finding.ts';

const maxRounds = 10;

/**
 * For how many findings a rule makes fixes of their own, where each one looks over the whole file: in a file that is wrong all
 * over they help nobody.
 */
export const mostFixes = 100;

/**
 * The edits of all safe fixes that can be made together. A fix is taken whole or not at all: one whose edits overlap an
 * accepted fix, or insert where that changes something, waits for the next round.
 */
export function safeEdits(findings: readonly Finding[]): Edit[] {
  // findings may share a fix of many edits, which cannot be made twice
  const fixes = [...new Set(findings.flatMap(({ fix }) => (fix?.safe ? [fix] : [])))];
  const places = new Set(fixes.map(({ inner }) => inner?.place));
  return [...places].flatMap((place) => {
    const own = fixes.filter(({ inner }) => inner?.place === place);
    // in a document inside a file they are chosen, and written into it, together
    const chosen = together(own.map(({ inner, edits }) => inner ?? { edits }));
    return place ? (place.edits(chosen) ?? []) : chosen;
  });
}

function together(fixes: readonly Pick<Fix, 'edits'>[]): Edit[] {
  const claims = new Claims(fixes.flatMap(({ edits }) => edits.map(({ span }) => span)));
  return fixes.flatMap(({ edits }) => {
    if (edits.some(({ span }) => claims.holds(span))) return [];
    for (const { span } of edits) claims.take(span);
    return edits;
  });
}

/** Applies all safe fixes, linting anew after each round, until nothing changes (10 rounds at most). */
export function fixAll(text: string, lintText: (text: string) => readonly Finding[]): string {
  for (let round = 0; round < maxRounds; round++) {
    const edits = safeEdits(lintText(text));
    if (edits.length === 0) break;
    const next = applyEdits(text, edits);
    if (next === text) break;
    text = next;
  }
  return text;
}
