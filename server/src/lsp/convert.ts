import type { Range, TextDocument } from 'vscode-languageserver-textdocument';
import { TextEdit, type Position, type WorkspaceEdit } from 'vscode-languageserver';
import { hostSpan } from '../core/embedded/place.ts';
import type { Edit, Span } from '../core/text/span.ts';
import { EmbeddedDocument } from './embedded-document.ts';

/** The only place where offsets become lines and characters, and back. */
export function toRange(document: TextDocument, [start, end]: Span): Range {
  if (document instanceof EmbeddedDocument)
    return toRange(document.host, hostSpan(document.place, [start, end]));
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

/**
 * One edit as the protocol writes it, for an editor that indents its further lines itself; undefined where the file around the
 * document cannot hold it.
 */
export function toTextEdit(document: TextDocument, edit: Edit): TextEdit | undefined {
  if (!(document instanceof EmbeddedDocument) || document.place.keepsLines)
    return TextEdit.replace(toRange(document, edit.span), edit.text);
  const [written, ...more] = document.place.edits([edit]) ?? [];
  // an encoded text is written anew as a whole, which is not what an editor offers
  const isHere = written && more.length === 0 && written.text.length <= 2 * edit.text.length;
  return isHere ? TextEdit.replace(toRange(document.host, written.span), written.text) : undefined;
}

/** Edits of a document as edits of the file that it stands in; none where the file cannot hold them. */
export function inFile(document: TextDocument, edits: readonly Edit[]): readonly Edit[] {
  return document instanceof EmbeddedDocument ? (document.place.edits(edits) ?? []) : edits;
}

/**
 * Edits of one version of a document: an editor that has gone on refuses them. Those of a document inside a file are written into the
 * file; an empty edit where that cannot be.
 */
export function toWorkspaceEdit(document: TextDocument, edits: readonly Edit[]): WorkspaceEdit {
  if (document instanceof EmbeddedDocument) return toWorkspaceEdit(document.host, inFile(document, edits));
  const { uri, version } = document;
  return { documentChanges: [{ textDocument: { uri, version }, edits: toTextEdits(document, edits) }] };
}

/** Edits of a whole file as the protocol writes them: of those that begin at one place it wants insertions first. */
export function toTextEdits(document: TextDocument, edits: readonly Edit[]): TextEdit[] {
  const inOrder = [...edits].sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
  return inOrder.map(({ span, text }) => TextEdit.replace(toRange(document, span), text));
}
