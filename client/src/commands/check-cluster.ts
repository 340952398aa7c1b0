import { workspace } from 'vscode';
import { showCluster } from '../cluster/panel.ts';
import type { Command } from './command.ts';

/** Shows whether the servers whose configurations are in the workspace can reach each other. */
export const checkCluster: Command = {
  id: 'mongodbTls.checkCluster',
  execute: async ({ server }) => {
    if (workspace.workspaceFolders === undefined) {
      throw new Error('Open the folder with the configurations of the cluster, then run the command again.');
    }
    await showCluster(server);
  },
};
