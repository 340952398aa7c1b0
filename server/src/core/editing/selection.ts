import type { YamlNode } from '../yaml/tree.ts';
import { lineAt, type Span } from '../text/span.ts';
import type { LintDocument } from '../embedded/lint-document.ts';

/** The spans around an offset by which a selection grows, innermost first; each lies in the next. */
export function selectionAt(document: LintDocument, offset: number): Span[] {
  const { text } = document;
  const line = lineAt(text, offset);
  const candidates: Span[] = [[0, text.length], line, trimmed(text, line), wordAt(text, offset)];
  if (document.kind === 'pem') {
    for (const { span, body } of document.blocks) candidates.push(span, trimmed(text, body));
  }
  if (document.kind === 'config') {
    for (const { keySpan, valueSpan, span } of document.settings) candidates.push(span, valueSpan, keySpan);
    for (const span of document.root ? sectionSpans(document.root) : []) candidates.push(span);
  }
  return nested(candidates.filter(([start, end]) => start <= offset && offset <= end && start < end));
}

function sectionSpans(node: YamlNode): Span[] {
  if (node.kind === 'map') {
    return node.pairs.flatMap(({ span, keySpan, value }): Span[] => [
      span,
      keySpan,
      value.span,
      ...sectionSpans(value),
    ]);
  }
  return node.kind === 'list' ? node.items.flatMap((item) => [item.span, ...sectionSpans(item)]) : [];
}

/** From small to large, without those that cross a smaller one. */
function nested(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a[1] - a[0] - (b[1] - b[0]))) {
    const inner = result.at(-1);
    if (!inner) result.push(span);
    else if (span[0] <= inner[0] && inner[1] <= span[1] && span[1] - span[0] > inner[1] - inner[0])
      result.push(span);
  }
  return result;
}

function trimmed(text: string, [start, end]: Span): Span {
  const inside = text.slice(start, end);
  return [start + (inside.length - inside.trimStart().length), start + inside.trimEnd().length];
}

function wordAt(text: string, offset: number): Span {
  let [start, end] = [offset, offset];
  while (start > 0 && /\w/.test(text.charAt(start - 1))) start--;
  while (/\w/.test(text.charAt(end))) end++;
  return [start, end];
}
