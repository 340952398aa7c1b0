import { MarkupKind, type Hover, type Position } from 'vscode-languageserver';
import { hoverKeyFileAt } from '../core/editing/explain-key-file.ts';
import { hoverAt } from '../core/editing/hover.ts';
import type { Analysis } from './analysis.ts';
import { toOffset, toRange } from './convert.ts';
import type { KeyFiles } from './key-files.ts';

/** What to show where the mouse rests. */
export async function hover(
  { document, model, facts }: Analysis,
  position: Position,
  keyFiles: KeyFiles,
): Promise<Hover | null> {
  const offset = toOffset(document, position);
  const found =
    model.kind === 'config'
      ? hoverAt(model, offset, facts, (key) => keyFiles.fingerprint(key))
      : model.kind === 'keyfile'
        ? hoverKeyFileAt(model, offset, facts.serverVersion, await keyFiles.namesFor(document.uri))
        : undefined;
  if (!found) return null;
  return {
    range: toRange(document, found.span),
    contents: { kind: MarkupKind.Markdown, value: found.markdown },
  };
}
