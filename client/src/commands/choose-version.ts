import { ConfigurationTarget, window, workspace, type QuickPickItem, type TextDocument } from 'vscode';
import { requests } from '../../../server/src/protocol.ts';
import { applyEdit } from '../apply-edit.ts';
import type { LanguageServer } from '../language-client.ts';
import { askAll, pickOne, type Frame } from '../quick-input.ts';
import type { Command } from './command.ts';

interface VersionItem extends QuickPickItem {
  readonly version: string;
}

interface PlaceItem extends QuickPickItem {
  readonly isFile: boolean;
}

/** Asks which server version is meant, and whether for this file, by a comment in it, or for the workspace, by a setting. */
export const chooseVersion: Command = {
  id: 'mongodbTls.chooseVersion',
  execute: async ({ server }) => {
    const document = window.activeTextEditor?.document;
    const items = await versionItems(server, document);
    const chosen: { version?: string; isForFile?: boolean } = {};
    const askVersion = async (frame: Frame) => {
      const placeholder = 'Version of the server, such as 8.0 or 4.4.18';
      const hint = 'Write a version such as 8.0 or 4.4.18';
      const answer = await pickOne(frame, { items, placeholder, hint, fromText: typedVersion });
      if (typeof answer !== 'string') chosen.version = answer.value.version;
      return answer;
    };
    const askPlace = async (frame: Frame) => {
      const answer = await pickOne(frame, { items: places(document), placeholder: 'What it is for' });
      if (typeof answer !== 'string') chosen.isForFile = answer.value.isFile;
      return answer;
    };
    // that no version is named can only be said in the settings
    const isAnswered = await askAll('Choose MongoDB Version', () =>
      chosen.version === '' ? [askVersion] : [askVersion, askPlace],
    );
    const { version, isForFile = false } = chosen;
    if (!isAnswered || version === undefined) return;
    if (isForFile && document && version !== '') await stateInFile(server, document, version);
    else await stateInSettings(version);
  },
};

/** The versions for which the file has other errors than now, each with how many; all others can be typed. */
async function versionItems(
  server: LanguageServer,
  document: TextDocument | undefined,
): Promise<VersionItem[]> {
  const textDocument = document && { uri: document.uri.toString() };
  const versions = textDocument && (await server.request(requests.versions, { textDocument, choices: true }));
  const now = (versions?.inEffect ?? []).map((version) => ({ label: version, description: 'now', version }));
  const others = (versions?.choices ?? []).map(({ version, errors }) => ({
    label: version,
    description: errors === 0 ? 'no error' : errors === 1 ? '1 error' : `${String(errors)} errors`,
    version,
  }));
  return [...now, ...others, { label: 'The newest known', version: '' }];
}

function typedVersion(text: string): VersionItem | undefined {
  return /^\d{1,3}\.\d{1,3}(?:\.\d{1,3})?$/.test(text)
    ? { label: text, alwaysShow: true, version: text }
    : undefined;
}

function places(document: TextDocument | undefined): PlaceItem[] {
  const file: PlaceItem = {
    label: 'This file',
    description: 'a comment # mongodb-tls: version=…',
    isFile: true,
  };
  const settings: PlaceItem = {
    label: workspace.workspaceFolders ? 'This workspace' : 'All files',
    description: 'the setting mongodbTls.mongodbVersion',
    isFile: false,
  };
  return document?.languageId === 'mongod-conf' ? [file, settings] : [settings];
}

async function stateInFile(server: LanguageServer, document: TextDocument, version: string): Promise<void> {
  const textDocument = { uri: document.uri.toString() };
  const edit = await server.request(requests.stateVersion, { textDocument, version });
  if (edit) await applyEdit(server, edit);
}

async function stateInSettings(version: string): Promise<void> {
  const target = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await workspace
    .getConfiguration('mongodbTls')
    .update('mongodbVersion', version === '' ? undefined : version, target);
}
