import { MarkupKind, type Hover, type Position } from 'vscode-languageserver';
import { hoverAt } from '../core/editing/hover.ts';
import type { Analysis } from './analysis.ts';
import { toOffset, toRange } from './convert.ts';

/** What to show where the mouse rests. */
export function hover({ document, model, facts }: Analysis, position: Position): Hover | null {
  if (model.kind !== 'config') return null;
  const found = hoverAt(model, toOffset(document, position), facts);
  if (!found) return null;
  return {
    range: toRange(document, found.span),
    contents: { kind: MarkupKind.Markdown, value: found.markdown },
  };
}
