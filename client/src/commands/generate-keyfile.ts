import { Uri, window } from 'vscode';
import { requests } from '../../../server/src/protocol.ts';
import { askPlace, writeNew, type Place } from '../new-file.ts';
import type { Command } from './command.ts';

const place: Place = {
  title: 'Generate Keyfile',
  saveLabel: 'Generate',
  name: 'mongodb-keyfile',
  loss: 'Its key is lost, and members that still have it refuse those with the new one. To exchange the key of a running cluster use Rotate Keyfile.',
};

/** Has the server write a keyfile with a new key, which is never shown, at the URI given or where the user says. */
export const generateKeyfile: Command = {
  id: 'mongodbTls.generateKeyfile',
  needsTrust: true,
  execute: async ({ server }, argument) => {
    const uri = argument instanceof Uri ? argument : await askPlace(place);
    if (!uri) return;
    const result = await writeNew(uri, place, (overwrite) =>
      server.request(requests.generateKeyfile, { uri: uri.toString(), overwrite }),
    );
    if (result) void window.showInformationMessage(result.message);
  },
};
