import { commands, Uri, window, workspace } from 'vscode';
import { requests } from '../../../server/src/protocol.ts';
import type { Command } from './command.ts';

const name = 'mongodb-tls-sample';

/** Writes a workspace to try everything on, with keys and certificates made for it, and opens it. */
export const openSample: Command = {
  id: 'mongodbTls.openSample',
  needsTrust: true,
  execute: async ({ server }) => {
    const chosen = await window.showOpenDialog({
      title: `The Folder in Which ${name} Is Made`,
      openLabel: 'Make It Here',
      canSelectFiles: false,
      canSelectFolders: true,
    });
    const [parent] = chosen ?? [];
    if (!parent) return;
    const folder = Uri.joinPath(parent, name);
    const { problem } = await server.request(requests.writeSample, { folder: folder.toString() });
    if (problem !== undefined) throw new Error(problem);
    const forceNewWindow = workspace.workspaceFolders !== undefined;
    await commands.executeCommand('vscode.openFolder', folder, { forceNewWindow });
  },
};
