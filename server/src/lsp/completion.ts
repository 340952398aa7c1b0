import {
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type CompletionItem,
  type Position,
} from 'vscode-languageserver';
import type { ConnectionString } from '../core/client-options/connection-string.ts';
import type { Config } from '../core/config/config.ts';
import type { Facts } from '../core/facts/facts.ts';
import { suggestInUri, uriPlaceAt } from '../core/editing/suggest-uri.ts';
import { placeAt } from '../core/editing/find-cursor-context.ts';
import type { Rules } from '../core/linting/lint.ts';
import { suggestAt } from '../core/editing/suggest.ts';
import { suggestInComment } from '../core/editing/suggest-comments.ts';
import { wantsPath } from '../core/editing/suggest-values.ts';
import { plainText, type Suggestion } from '../core/editing/suggestion.ts';
import type { Analysis } from './analysis.ts';
import { toOffset, toTextEdit } from './convert.ts';

const kinds: Readonly<Record<Suggestion['kind'], CompletionItemKind>> = {
  section: CompletionItemKind.Module,
  setting: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  file: CompletionItemKind.File,
  'set-up': CompletionItemKind.Snippet,
};

type FindPaths = (wanted: { written: string; wanted: 'keyfile' | 'pem' }) => Promise<readonly string[]>;

/** What can be put in at a position. `serverPaths` finds the files to offer, when a path belongs there. */
export async function completion(
  { document, model, facts }: Analysis,
  position: Position,
  rules: Rules,
  client: { readonly hasSnippets: boolean; readonly hasCommands: boolean },
  serverPaths: FindPaths,
): Promise<CompletionItem[]> {
  const offset = toOffset(document, position);
  const suggestions =
    model.kind === 'config'
      ? await suggestInConfig(model, { facts, rules }, offset, serverPaths)
      : model.kind === 'uri'
        ? await suggestInString(model, offset, serverPaths)
        : [];
  return suggestions.flatMap((suggestion, index): CompletionItem[] => {
    const { kind, label, detail, documentation, span, insert } = suggestion;
    const text = client.hasSnippets ? insert : plainText(insert);
    const textEdit = toTextEdit(document, { span, text });
    // a text in quotes, say, cannot hold several lines
    if (!textEdit) return [];
    return [
      {
        label,
        kind: kinds[kind],
        detail,
        // the order is ours: editors sort by the alphabet
        sortText: String(index).padStart(4, '0'),
        // what is typed is compared with the text that is replaced
        filterText: leading(insert) + label,
        documentation: { kind: MarkupKind.Markdown, value: documentation },
        // what follows a section is one of its names
        ...(kind === 'section' && client.hasCommands ? { command: suggestAgain } : {}),
        insertTextFormat: client.hasSnippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
        insertTextMode: InsertTextMode.adjustIndentation,
        textEdit,
      },
    ];
  });
}

async function suggestInConfig(
  model: Config,
  { facts, rules }: { readonly facts: Facts; readonly rules: Rules },
  offset: number,
  serverPaths: FindPaths,
): Promise<Suggestion[]> {
  const place = placeAt(model, offset);
  const paths =
    place?.kind === 'value' && wantsPath(place)
      ? await serverPaths({
          written: model.text.slice(place.span[0], offset).replace(/^["']/, ''),
          wanted: place.path.endsWith('keyFile') ? 'keyfile' : 'pem',
        })
      : [];
  return place ? suggestAt(place, model, facts, offset, paths) : suggestInComment(model, offset, rules);
}

async function suggestInString(
  uri: ConnectionString,
  offset: number,
  serverPaths: FindPaths,
): Promise<Suggestion[]> {
  const place = uriPlaceAt(uri, offset);
  if (!place) return [];
  const paths =
    place.option?.type === 'path'
      ? await serverPaths({ written: uri.text.slice(place.span[0], offset), wanted: 'pem' })
      : [];
  return suggestInUri(uri, place, offset, paths);
}

const suggestAgain = { title: 'Suggest', command: 'editor.action.triggerSuggest' };

function leading(insert: string): string {
  return /^[ "']*/.exec(insert)?.[0] ?? '';
}
