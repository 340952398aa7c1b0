import { Uri, window, workspace } from 'vscode';
import type { Command } from './command.ts';

/** Shows what a server makes of the configuration file in the active editor, or of the URI given. */
export const showEffectiveSettings: Command = {
  id: 'mongodbTls.showEffectiveSettings',
  execute: async ({ effectiveSettings }, argument) => {
    const source = argument instanceof Uri ? argument : window.activeTextEditor?.document.uri;
    if (!source) {
      void window.showInformationMessage(
        'Open the configuration file whose settings are to be shown, then run the command again.',
      );
      return;
    }
    // the language server knows open documents only
    await workspace.openTextDocument(source);
    await effectiveSettings.show(source);
  },
};
