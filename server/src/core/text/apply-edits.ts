import type { Edit } from './span.ts';

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
