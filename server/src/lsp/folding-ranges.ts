import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver';
import { foldsOf } from '../core/editing/folds.ts';
import type { Analysis } from './analysis.ts';
import { toRange } from './convert.ts';

/** What can be folded: sections, PEM blocks, runs of comments. */
export function foldingRanges({ document, model }: Analysis): FoldingRange[] {
  return foldsOf(model).flatMap(({ span, kind }): FoldingRange[] => {
    const { start, end } = toRange(document, span);
    if (start.line === end.line) return [];
    const range = { startLine: start.line, endLine: end.line };
    return [kind === 'comment' ? { ...range, kind: FoldingRangeKind.Comment } : range];
  });
}
