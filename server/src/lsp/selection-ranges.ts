import type { Position, SelectionRange } from 'vscode-languageserver';
import { selectionAt } from '../core/editing/selection.ts';
import { partAt, type FileAnalysis } from './analysis.ts';
import { toOffset, toRange } from './convert.ts';

/** For each position the ranges by which a selection grows. */
export function selectionRanges(analysis: FileAnalysis, positions: readonly Position[]): SelectionRange[] {
  // there the extension that owns the file answers
  if (analysis.model.kind === 'host') return [];
  return positions.map((position) => {
    const part = partAt(analysis, position);
    if (!part) return { range: { start: position, end: position } };
    const { document, model } = part;
    const spans = selectionAt(model, toOffset(document, position));
    const chain = spans.reduceRight<SelectionRange | undefined>(
      (parent, span) => ({ range: toRange(document, span), ...(parent ? { parent } : {}) }),
      undefined,
    );
    return chain ?? { range: { start: position, end: position } };
  });
}
