import type { Position, SelectionRange } from 'vscode-languageserver';
import { selectionAt } from '../core/editing/selection.ts';
import type { Analysis } from './analysis.ts';
import { toOffset, toRange } from './convert.ts';

/** For each position the ranges by which a selection grows. */
export function selectionRanges(
  { document, model }: Analysis,
  positions: readonly Position[],
): SelectionRange[] {
  if (model.kind === 'commandline') return [];
  return positions.map((position) => {
    const spans = selectionAt(model, toOffset(document, position));
    const chain = spans.reduceRight<SelectionRange | undefined>(
      (parent, span) => ({ range: toRange(document, span), ...(parent ? { parent } : {}) }),
      undefined,
    );
    return chain ?? { range: { start: position, end: position } };
  });
}
