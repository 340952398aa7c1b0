import { commands, Uri, window, type DocumentLink, type QuickPickItem, type TextEditor } from 'vscode';
import { showInspection } from '../inspect/panel.ts';
import type { Command } from './command.ts';

/** Shows what a PEM file holds: the file given, the one in the editor, the path under the cursor, or one that is picked. */
export const inspectPem: Command = {
  id: 'mongodbTls.inspectPem',
  execute: async ({ server }, argument) => {
    // a code lens of the server hands the URI over as text
    const given = typeof argument === 'string' ? Uri.parse(argument) : argument;
    const uri = given instanceof Uri ? given : await chooseFile(window.activeTextEditor);
    if (uri) await showInspection(server, uri);
  },
};

interface FileItem extends QuickPickItem {
  readonly uri?: Uri;
}

async function chooseFile(editor: TextEditor | undefined): Promise<Uri | undefined> {
  if (editor?.document.languageId === 'pem') return editor.document.uri;
  const links = editor?.document.languageId === 'mongod-conf' ? await linksOf(editor.document.uri) : [];
  const underCursor = links.find(({ range }) => editor && range.contains(editor.selection.active));
  if (underCursor?.target) return underCursor.target;
  const named = new Map(
    links.flatMap(({ target }) => (target ? [[target.toString(), target] as const] : [])),
  );
  if (named.size === 0) return await pickFile();
  const browse: FileItem = { label: '$(folder-opened) Choose a File…' };
  const items: FileItem[] = [...named.values()].map((uri) => ({
    label: uri.path.replace(/^.*\//, ''),
    description: uri.fsPath,
    uri,
  }));
  const choice = await window.showQuickPick([...items, browse], {
    title: 'Inspect PEM',
    placeHolder: 'Files that the configuration names',
  });
  return choice === browse ? await pickFile() : choice?.uri;
}

/** The paths in a configuration, as the server finds them; only those of files. */
async function linksOf(uri: Uri): Promise<DocumentLink[]> {
  const links = await commands.executeCommand<DocumentLink[] | undefined>(
    'vscode.executeLinkProvider',
    uri,
    100,
  );
  return (links ?? []).filter(({ target }) => target?.scheme === uri.scheme || target?.scheme === 'file');
}

async function pickFile(): Promise<Uri | undefined> {
  const filters = { 'PEM files': ['pem', 'crt', 'cer', 'key', 'csr', 'crl'], 'All files': ['*'] };
  const chosen = await window.showOpenDialog({ title: 'Inspect PEM', openLabel: 'Inspect', filters });
  return chosen?.[0];
}
