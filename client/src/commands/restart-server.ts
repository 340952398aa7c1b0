import { ProgressLocation, window } from 'vscode';
import type { Command } from './command.ts';

/** Stops the language server and starts a new one. */
export const restartServer: Command = {
  id: 'mongodbTls.restartServer',
  execute: async ({ server }) => {
    const title = 'Restarting the language server of MongoDB TLS';
    await window.withProgress({ location: ProgressLocation.Window, title }, () => server.restart());
  },
};
