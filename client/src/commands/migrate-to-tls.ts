import { Uri, window, workspace } from 'vscode';
import { requests } from '../../../server/src/protocol.ts';
import { applyEdit } from '../apply-edit.ts';
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
    if (edit && !(await applyEdit(server, edit)))
      throw new Error('The file was changed in the meantime. Nothing was migrated: run the command again.');
    void window.showInformationMessage(message);
  },
};
