import { commands, Uri, window } from 'vscode';
import { requests, type CompletePemParams } from '../../../server/src/protocol.ts';
import { applyEdit } from '../apply-edit.ts';
import type { Command } from './command.ts';

/**
 * Has the server find what a file of a configuration lacks, and names the new file in the configuration. A quick fix of the server
 * runs it; where nothing is found the user chooses.
 */
export const completePem: Command = {
  id: 'mongodbTls.completePem',
  needsTrust: true,
  execute: async ({ server }, argument) => {
    if (!isParams(argument))
      throw new Error('Use the quick fix on the path of the file, or Combine Certificate and Key.');
    const result = await server.request(requests.completePem, argument);
    if (result.state === 'failed') throw new Error(result.message);
    if (result.state === 'choose') {
      const choose = 'Choose Files…';
      if ((await window.showWarningMessage(result.message, choose)) === choose)
        await commands.executeCommand('mongodbTls.combinePem', result.from);
      return;
    }
    const { edit, uri, message } = result;
    const named = edit !== undefined && (await applyEdit(server, edit));
    const rest = named ? 'Save the configuration, which names it now.' : `Name it as ${argument.role}.`;
    const inspect = 'Inspect';
    if ((await window.showInformationMessage(`${message} ${rest}`, inspect)) === inspect)
      await commands.executeCommand('mongodbTls.inspectPem', Uri.parse(uri));
  },
};

function isParams(value: unknown): value is CompletePemParams {
  return typeof value === 'object' && value !== null && 'textDocument' in value && 'role' in value;
}
