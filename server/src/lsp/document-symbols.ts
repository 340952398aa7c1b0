import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver';
import { outlineOf, type OutlineEntry } from '../core/editing/outline.ts';
import { withoutSecrets } from '../core/config/secret-texts.ts';
import type { Analysis } from './analysis.ts';
import { toRange } from './convert.ts';
import { oneLine } from '../core/text/visible.ts';

const kinds: Readonly<Record<OutlineEntry['kind'], SymbolKind>> = {
  section: SymbolKind.Namespace,
  setting: SymbolKind.Property,
  certificate: SymbolKind.Object,
  key: SymbolKind.Key,
  block: SymbolKind.String,
};

/** The outline of a document. */
export function documentSymbols({ document, model }: Analysis): DocumentSymbol[] {
  const quiet = (text: string): string => (model.kind === 'config' ? withoutSecrets(text, model) : text);
  const convert = ({ kind, name, detail, span, nameSpan, children }: OutlineEntry): DocumentSymbol => ({
    kind: kinds[kind],
    name: oneLine(quiet(name)),
    detail: oneLine(quiet(detail)),
    range: toRange(document, span),
    selectionRange: toRange(document, nameSpan),
    children: children.map(convert),
  });
  return outlineOf(model).map(convert);
}
