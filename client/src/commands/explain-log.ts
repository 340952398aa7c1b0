import { Uri, window } from 'vscode';
import { requests } from '../../../server/src/protocol.ts';
import type { Command } from './command.ts';

/**
 * Explains a log of mongod or mongos: the file given, else what is selected in the active editor, else the whole of it. Without an
 * editor it asks for a file.
 */
export const explainLog: Command = {
  id: 'mongodbTls.explainLog',
  execute: async ({ server, reports }, argument) => {
    const source =
      argument instanceof Uri ? { uri: argument.toString() } : (textInEditor() ?? (await pickFile()));
    if (!source) return;
    const answer = await server.request(requests.explainLog, source);
    if ('error' in answer) void window.showErrorMessage(answer.error);
    else await reports.show('What the log says', answer.markdown);
  },
};

function textInEditor(): { text: string } | undefined {
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  const { document, selection } = editor;
  return { text: document.getText(selection.isEmpty ? undefined : selection) };
}

async function pickFile(): Promise<{ uri: string } | undefined> {
  const filters = { Logs: ['log', 'txt', 'json'], 'All files': ['*'] };
  const chosen = await window.showOpenDialog({ title: 'Explain Log', openLabel: 'Explain', filters });
  const uri = chosen?.[0];
  return uri && { uri: uri.toString() };
}
