import {
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type CompletionItem,
  type Position,
} from 'vscode-languageserver';
import { placeAt } from '../core/editing/find-cursor-context.ts';
import type { Rules } from '../core/linting/lint.ts';
import { suggestAt } from '../core/editing/suggest.ts';
import { suggestInComment } from '../core/editing/suggest-comments.ts';
import { wantsPath } from '../core/editing/suggest-values.ts';
import { plainText, type Suggestion } from '../core/editing/suggestion.ts';
import type { Analysis } from './analysis.ts';
import { toOffset, toRange } from './convert.ts';

const kinds: Readonly<Record<Suggestion['kind'], CompletionItemKind>> = {
  section: CompletionItemKind.Module,
  setting: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  file: CompletionItemKind.File,
  'set-up': CompletionItemKind.Snippet,
};

/** What can be put in at a position. `serverPaths` finds the files to offer, when a path belongs there. */
export async function completion(
  { document, model, facts }: Analysis,
  position: Position,
  rules: Rules,
  withSnippets: boolean,
  serverPaths: () => Promise<readonly string[]>,
): Promise<CompletionItem[]> {
  if (model.kind !== 'config') return [];
  const offset = toOffset(document, position);
  const place = placeAt(model, offset);
  const paths = place?.kind === 'value' && wantsPath(place) ? await serverPaths() : [];
  const suggestions = place
    ? suggestAt(place, model, facts, offset, paths)
    : suggestInComment(model, offset, rules);
  return suggestions.map((suggestion) => {
    const { kind, label, detail, documentation, span, insert } = suggestion;
    const range = toRange(document, span);
    return {
      label,
      kind: kinds[kind],
      detail,
      // set-ups first, then in the order of the catalogue's names
      sortText: `${kind === 'set-up' ? '0' : '1'}${label}`,
      // what is typed is compared with the text that is replaced
      filterText: leading(insert) + label,
      documentation: { kind: MarkupKind.Markdown, value: documentation },
      insertTextFormat: withSnippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      insertTextMode: InsertTextMode.adjustIndentation,
      textEdit: { range, newText: withSnippets ? insert : plainText(insert) },
    };
  });
}

function leading(insert: string): string {
  return /^[ "']*/.exec(insert)?.[0] ?? '';
}
