import { MarkupKind, type Hover, type Position } from 'vscode-languageserver';
import { hoverKeyFileAt } from '../core/editing/explain-key-file.ts';
import { hoverPemAt } from '../core/editing/explain-pem.ts';
import { hoverAt, type Hover as CoreHover } from '../core/editing/hover.ts';
import type { Facts } from '../core/facts.ts';
import type { LintDocument } from '../core/rule.ts';
import type { Analysis } from './analysis.ts';
import { toOffset, toRange } from './convert.ts';

/** What to show where the mouse rests. */
export function hover({ document, model, facts }: Analysis, position: Position): Hover | null {
  const offset = toOffset(document, position);
  const found = hoverIn(model, offset, facts);
  if (!found) return null;
  return {
    range: toRange(document, found.span),
    contents: { kind: MarkupKind.Markdown, value: found.markdown },
  };
}

function hoverIn(model: LintDocument, offset: number, facts: Facts): CoreHover | undefined {
  switch (model.kind) {
    case 'config':
      return hoverAt(model, offset, facts);
    case 'keyfile':
      return hoverKeyFileAt(model, offset, facts.serverVersion);
    case 'pem':
      return hoverPemAt(model, offset, facts);
    case 'commandline':
      return undefined;
  }
}
