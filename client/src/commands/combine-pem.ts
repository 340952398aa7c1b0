import { commands, Uri, window, type OpenDialogOptions } from 'vscode';
import { requests, type CombinePemResult } from '../../../server/src/protocol.ts';
import type { LanguageServer } from '../language-client.ts';
import { askPlace, writeNew, type Place } from '../new-file.ts';
import { askPassphrase } from '../quick-input.ts';
import type { Command } from './command.ts';

const title = 'Combine Certificate and Key';

/** Has the server write one PEM file of those given, those selected in the explorer, or those that are picked. */
export const combinePem: Command = {
  id: 'mongodbTls.combinePem',
  needsTrust: true,
  execute: async ({ server }, argument, selected) => {
    const given = urisIn(selected) ?? urisIn(argument) ?? urisIn(pemInEditor()) ?? [];
    const from = given.length > 1 ? given : await pickMore(given);
    if (from.length === 0) return;
    const place: Place = {
      title,
      saveLabel: 'Combine',
      name: 'combined.pem',
      beside: from[0],
      loss: 'What it holds now is lost.',
    };
    const uri = await askPlace(place);
    if (!uri) return;
    const result = await combine(server, place, uri, from);
    if (!result) return;
    const inspect = 'Inspect';
    if ((await window.showInformationMessage(result.message, inspect)) === inspect)
      await commands.executeCommand('mongodbTls.inspectPem', uri);
  },
};

/** Tries until it works, or fails by something else than the passphrase of the private key. Undefined where the user leaves. */
async function combine(
  server: LanguageServer,
  place: Place,
  uri: Uri,
  from: readonly Uri[],
): Promise<(CombinePemResult & { state: 'written' }) | undefined> {
  let passphrase = {};
  for (;;) {
    const params = { uri: uri.toString(), from: from.map(String), ...passphrase };
    const result = await writeNew(uri, place, (overwrite) =>
      server.request(requests.combinePem, { ...params, overwrite }),
    );
    if (result?.state !== 'passphrase') return result;
    const typed = await askPassphrase(title, `${result.message} The passphrase is used once and not kept.`);
    if (typed === undefined) return undefined;
    passphrase = { passphrase: server.seal(typed) };
  }
}

function pemInEditor(): Uri | undefined {
  const document = window.activeTextEditor?.document;
  return document?.languageId === 'pem' ? document.uri : undefined;
}

function urisIn(value: unknown): Uri[] | undefined {
  const given = Array.isArray(value) ? (value as unknown[]) : [value];
  // an action of the server hands the URI over as text
  const uris = given.flatMap((each) =>
    each instanceof Uri ? each : typeof each === 'string' ? Uri.parse(each) : [],
  );
  return uris.length > 0 ? uris : undefined;
}

/** Asks for the files that are missing, beside the one that is there. None where the user leaves. */
async function pickMore(given: readonly Uri[]): Promise<readonly Uri[]> {
  const [first] = given;
  const options: OpenDialogOptions = {
    title: first
      ? 'Choose the Files with the Rest: Certificate, Issuers, Private Key'
      : 'Choose the Files with the Certificate, Its Issuers and Its Private Key',
    openLabel: 'Combine',
    canSelectMany: true,
    filters: { 'PEM files': ['pem', 'crt', 'cer', 'key'], 'All files': ['*'] },
    ...(first ? { defaultUri: Uri.joinPath(first, '..') } : {}),
  };
  const chosen = await window.showOpenDialog(options);
  return chosen ? [...given, ...chosen] : [];
}
