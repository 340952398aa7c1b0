import { expect } from 'vitest';
import { hoverPemAt } from '../../server/src/core/editing/explain-pem.ts';
import { foldsOf } from '../../server/src/core/editing/folds.ts';
import { outlineOf } from '../../server/src/core/editing/outline.ts';
import { pemLenses } from '../../server/src/core/editing/pem-lenses.ts';
import { pemTokens } from '../../server/src/core/editing/pem-tokens.ts';
import { lint } from './lint.ts';
import type { Pem } from '../../server/src/core/pem/model/pem.ts';
import type { Span } from '../../server/src/core/text/span.ts';
import { facts } from './facts.ts';

/** Everything an editor asks for, of a file; all spans that come back. */
export function useAll(pem: Pem, offset: number): Span[] {
  const known = facts();
  const findings = lint(pem, known);
  expect(findings.filter(({ rule }) => rule === 'internal-error')).toEqual([]);
  const hover = hoverPemAt(pem, offset, known);
  return [
    ...findings.map(({ span }) => span),
    ...outlineOf(pem).flatMap(({ span, nameSpan }) => [span, nameSpan]),
    ...foldsOf(pem).map(({ span }) => span),
    ...pemLenses(pem, known).map(({ span }) => span),
    ...pemTokens(pem).map(({ span }) => span),
    ...(hover ? [hover.span] : []),
  ];
}
