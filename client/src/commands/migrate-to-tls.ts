import { Uri, window, workspace, type TextDocument } from 'vscode';
import type { WorkspaceEdit as ProtocolEdit } from 'vscode-languageserver-protocol';
import { requests } from '../../../server/src/protocol.ts';
import type { Command } from './command.ts';

/** Rewrites `net.ssl` to `net.tls`, or the flags of command lines, in the whole file of the active editor, or of the URI given. */
export const migrateToTls: Command = {
  id: 'mongodbTls.migrateToTls',
  execute: async ({ server }, argument) => {
    const document =
      argument instanceof Uri
        ? await workspace.openTextDocument(argument)
        : window.activeTextEditor?.document;
    if (!document) {
      void window.showInformationMessage(
        'Open the configuration file that is to be migrated, then run the command again.',
      );
      return;
    }
    const textDocument = { uri: document.uri.toString() };
    const { edit, message } = await server.request(requests.migrateToTls, { textDocument });
    if (edit) {
      const converted = await server.toCode?.asWorkspaceEdit(edit);
      const applied = isCurrent(edit, document) && converted && (await workspace.applyEdit(converted));
      if (!applied)
        throw new Error('The file was changed in the meantime. Nothing was migrated: run the command again.');
    }
    void window.showInformationMessage(message);
  },
};

/** Whether the edit was made for the text as it is now. */
function isCurrent(edit: ProtocolEdit, document: TextDocument): boolean {
  return (edit.documentChanges ?? []).every(
    (change) =>
      !('textDocument' in change) || (change.textDocument.version ?? document.version) === document.version,
  );
}
