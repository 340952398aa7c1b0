import { Uri, window, workspace } from 'vscode';
import type { Position } from 'vscode-languageserver-protocol';
import type { Command } from './command.ts';

/** Shows what a server makes of the configuration file in the active editor, or of the URI given; with a place, of the server started there. */
export const showEffectiveSettings: Command = {
  id: 'mongodbTls.showEffectiveSettings',
  execute: async ({ effectiveSettings }, argument, place) => {
    const given = typeof argument === 'string' ? Uri.parse(argument) : argument;
    const source = given instanceof Uri ? given : window.activeTextEditor?.document.uri;
    if (!source) {
      void window.showInformationMessage(
        'Open the configuration file whose settings are to be shown, then run the command again.',
      );
      return;
    }
    // the language server knows open documents only
    await workspace.openTextDocument(source);
    await effectiveSettings.show(source, isPosition(place) ? place : undefined);
  },
};

function isPosition(value: unknown): value is Position {
  return typeof value === 'object' && value !== null && 'line' in value && typeof value.line === 'number';
}
