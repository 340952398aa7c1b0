import { Claims } from '../findings/occupied-spans.ts';
import type { Edit } from '../text/span.ts';
import type { Finding } from '../findings/finding.ts';

const maxRounds = 10;

/**
 * For how many findings a rule makes fixes of their own, where each one looks over the whole file: in a file that is wrong all
 * over they help nobody.
 */
export const mostFixes = 100;

/** Applies edits, insertions at one place in their order; one that overlaps an edit before it is dropped. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const inOrder = [...edits].sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
  let result = '';
  let end = 0;
  for (const { span, text: replacement } of inOrder) {
    if (span[0] < end) continue;
    result += text.slice(end, span[0]) + replacement;
    end = span[1];
  }
  return result + text.slice(end);
}

/**
 * The edits of all safe fixes that can be made together. A fix is taken whole or not at all: one whose edits overlap an
 * accepted fix, or insert where that changes something, waits for the next round.
 */
export function safeEdits(findings: readonly Finding[]): Edit[] {
  // findings may share a fix of many edits, which cannot be made twice
  const fixes = [...new Set(findings.flatMap(({ fix }) => (fix?.safe ? [fix] : [])))];
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
