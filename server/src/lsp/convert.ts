import type { Range, TextDocument } from 'vscode-languageserver-textdocument';
import { TextEdit, type Position, type WorkspaceEdit } from 'vscode-languageserver';
import type { Edit, Span } from '../core/text/span.ts';

/** The only place where offsets become lines and characters, and back. */
export function toRange(document: TextDocument, [start, end]: Span): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

/** The offsets of a range; one outside the text is moved to its end. */
export function toSpan(document: TextDocument, { start, end }: Range): Span {
  return [document.offsetAt(start), document.offsetAt(end)];
}

/** The offset of a position; one behind the line's end means the line's end. */
export function toOffset(document: TextDocument, position: Position): number {
  return document.offsetAt(position);
}

/** Edits of one version of a document: an editor that has gone on refuses them. */
export function toWorkspaceEdit(document: TextDocument, edits: readonly Edit[]): WorkspaceEdit {
  // of edits that begin at one place the protocol wants insertions first
  const inOrder = [...edits].sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
  const textEdits = inOrder.map(({ span, text }) => TextEdit.replace(toRange(document, span), text));
  return {
    documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits: textEdits }],
  };
}
