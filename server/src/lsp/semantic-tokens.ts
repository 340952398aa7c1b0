import { SemanticTokensBuilder, type SemanticTokens, type SemanticTokensLegend } from 'vscode-languageserver';
import { pemTokens, type PemToken } from '../core/editing/pem-tokens.ts';
import type { FileAnalysis } from './analysis.ts';
import { toRange } from './convert.ts';

/** The protocol's names; the last one is ours, and package.json tells VS Code its colour. */
const types: Readonly<Record<PemToken['type'], string>> = {
  keyword: 'keyword',
  type: 'type',
  property: 'property',
  string: 'string',
  comment: 'comment',
  damaged: 'damagedPem',
};
const order = Object.keys(types) as PemToken['type'][];

export const semanticTokensLegend: SemanticTokensLegend = {
  tokenTypes: Object.values(types),
  tokenModifiers: [],
};

/** The colours of a PEM file; other documents have those of their grammar. */
export function semanticTokens({ document, model }: FileAnalysis): SemanticTokens {
  if (model.kind !== 'pem') return { data: [] };
  const builder = new SemanticTokensBuilder();
  for (const { span, type } of pemTokens(model)) {
    const { line, character } = toRange(document, span).start;
    builder.push(line, character, span[1] - span[0], order.indexOf(type), 0);
  }
  return builder.build();
}
