import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver';
import { outlineOf, type OutlineEntry } from '../core/editing/outline.ts';
import { withoutSecrets } from '../core/config/secret-texts.ts';
import { wholeSpan } from '../core/embedded/place.ts';
import type { Analysis, FileAnalysis } from './analysis.ts';
import { toRange } from './convert.ts';
import { oneLine } from '../core/text/visible.ts';

const kinds: Readonly<Record<OutlineEntry['kind'], SymbolKind>> = {
  section: SymbolKind.Namespace,
  setting: SymbolKind.Property,
  certificate: SymbolKind.Object,
  key: SymbolKind.Key,
  block: SymbolKind.String,
};

/** The outline of a file; what is inside one of another language stands below the name that the file gives it. */
export function documentSymbols({ document, model, parts }: FileAnalysis): DocumentSymbol[] {
  if (model.kind !== 'host') return parts.flatMap(symbolsOf);
  return model.documents.flatMap(({ name, place, document: { kind } }, index): DocumentSymbol[] => {
    const part = parts[index];
    if (!part || kind === 'commandline' || kind === 'uri' || kind === 'options') return [];
    const range = toRange(document, wholeSpan(place));
    return [{ kind: SymbolKind.File, name, range, selectionRange: range, children: symbolsOf(part) }];
  });
}

function symbolsOf({ document, model }: Analysis): DocumentSymbol[] {
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
