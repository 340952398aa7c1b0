import type { YamlNode } from '../yaml/tree.ts';
import type { Span } from '../text/span.ts';
import type { LintDocument } from '../embedded/lint-document.ts';

/** A part of a text that can be folded to its first line. */
export interface Fold {
  readonly span: Span;
  readonly kind: 'region' | 'comment';
}

/** The parts of a document that can be folded; some may lie on one line. */
export function foldsOf(document: LintDocument): Fold[] {
  const comments = document.kind === 'config' ? commentRuns(document.text) : [];
  return [...regions(document), ...comments];
}

function regions(document: LintDocument): Fold[] {
  const folds: Fold[] = [];
  if (document.kind === 'pem') {
    let end = 0;
    for (const { span } of document.blocks) {
      folds.push({ span: explanation(document.text, [end, span[0]]), kind: 'comment' });
      folds.push({ span, kind: 'region' });
      end = span[1];
    }
  }
  if (document.kind !== 'config') return folds;
  const walk = (node: YamlNode): void => {
    if (node.kind === 'map') {
      for (const { span, value } of node.pairs) {
        folds.push({ span: [span[0], lastCharacter(document.text, span)], kind: 'region' });
        walk(value);
      }
    } else if (node.kind === 'list') node.items.forEach(walk);
  };
  if (document.root) walk(document.root);
  return folds;
}

/** A block's span may take in the line breaks and comments behind it. */
function lastCharacter(text: string, [start, end]: Span): number {
  return start + text.slice(start, end).trimEnd().length;
}

/** The text before a block, such as what "openssl x509 -text" prints, from its first to its last visible character. */
function explanation(text: string, [start, end]: Span): Span {
  const inside = text.slice(start, end);
  const first = start + inside.length - inside.trimStart().length;
  return [first, Math.max(first, start + inside.trimEnd().length)];
}

function commentRuns(text: string): Fold[] {
  return [...text.matchAll(/(?<![^\n])[ \t]*#[^\n]*(?:\n[ \t]*#[^\n]*)+/g)].map(({ index, 0: run }) => ({
    span: [index, index + run.trimEnd().length],
    kind: 'comment',
  }));
}
