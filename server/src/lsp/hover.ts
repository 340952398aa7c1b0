import { MarkupKind, type Hover, type Position } from 'vscode-languageserver';
import { hoverKeyFileAt } from '../core/editing/explain-key-file.ts';
import { hoverAt } from '../core/editing/hover.ts';
import type { Analysis } from './analysis.ts';
import { toOffset, toRange } from './convert.ts';

/** What to show where the mouse rests. */
export function hover({ document, model, facts }: Analysis, position: Position): Hover | null {
  const offset = toOffset(document, position);
  const found =
    model.kind === 'config'
      ? hoverAt(model, offset, facts)
      : model.kind === 'keyfile'
        ? hoverKeyFileAt(model, offset, facts.serverVersion)
        : undefined;
  if (!found) return null;
  return {
    range: toRange(document, found.span),
    contents: { kind: MarkupKind.Markdown, value: found.markdown },
  };
}
