import { MarkupKind, type Hover, type Position } from 'vscode-languageserver';
import { hoverKeyFileAt } from '../core/editing/explain-key-file.ts';
import { hoverPemAt } from '../core/editing/explain-pem.ts';
import { hoverOptionsAt, hoverUriAt } from '../core/editing/explain-uri.ts';
import { hoverAt } from '../core/editing/hover.ts';
import type { Rules } from '../core/linting/lint.ts';
import { withoutSecrets } from '../core/config/secret-texts.ts';
import type { Analysis } from './analysis.ts';
import { toOffset, toRange } from './convert.ts';
import type { KeyFiles } from './key-files.ts';
import type { Hover as CoreHover } from '../core/editing/markdown.ts';
import { visible } from '../core/text/visible.ts';

/** What to show where the mouse rests. */
export async function hover(
  analysis: Analysis,
  position: Position,
  rules: Rules,
  keyFiles: KeyFiles,
): Promise<Hover | null> {
  const { document, model } = analysis;
  const offset = toOffset(document, position);
  const found = await hoverIn(analysis, offset, rules, keyFiles);
  if (!found) return null;
  return {
    range: toRange(document, found.span),
    contents: {
      kind: MarkupKind.Markdown,
      value: visible(model.kind === 'config' ? withoutSecrets(found.markdown, model) : found.markdown),
    },
  };
}

async function hoverIn(
  { document, model, facts }: Analysis,
  offset: number,
  rules: Rules,
  keyFiles: KeyFiles,
): Promise<CoreHover | undefined> {
  switch (model.kind) {
    case 'config':
      return hoverAt(model, offset, facts, rules, (key) => keyFiles.fingerprint(key));
    case 'keyfile':
      return hoverKeyFileAt(model, offset, facts.serverVersion, await keyFiles.namesFor(document.uri));
    case 'pem':
      return hoverPemAt(model, offset, facts);
    case 'uri':
      return hoverUriAt(model, offset, facts);
    case 'options':
      return hoverOptionsAt(model, offset);
    case 'commandline':
      return undefined;
  }
}
