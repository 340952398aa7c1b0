import type { Finding } from './rule.ts';
import { overlaps, type Edit, type Span } from './span.ts';

const maxRounds = 10;

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
  const accepted: Edit[] = [];
  for (const { fix } of findings) {
    if (!fix?.safe) continue;
    if (fix.edits.some((edit) => accepted.some((other) => conflicts(edit.span, other.span)))) continue;
    accepted.push(...fix.edits);
  }
  return accepted;
}

/** A line put in right below a section that another fix takes away would land in a different section. */
function conflicts(a: Span, b: Span): boolean {
  const isInsertion = a[0] === a[1] || b[0] === b[1];
  return overlaps(a, b) || (isInsertion && a[0] <= b[1] && b[0] <= a[1]);
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
