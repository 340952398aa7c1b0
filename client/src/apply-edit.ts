import { workspace } from 'vscode';
import type { WorkspaceEdit } from 'vscode-languageserver-protocol';
import type { LanguageServer } from './language-client.ts';

/** Applies an edit of the server, as one step to undo. False where a document is no longer as it was when the edit was made. */
export async function applyEdit(server: LanguageServer, edit: WorkspaceEdit): Promise<boolean> {
  const converted = await server.toCode?.asWorkspaceEdit(edit);
  return converted !== undefined && isCurrent(edit) && (await workspace.applyEdit(converted));
}

function isCurrent({ documentChanges = [] }: WorkspaceEdit): boolean {
  return documentChanges.every((change) => {
    if (!('textDocument' in change) || change.textDocument.version === null) return true;
    const { uri, version } = change.textDocument;
    return workspace.textDocuments.some((open) => open.uri.toString() === uri && open.version === version);
  });
}
