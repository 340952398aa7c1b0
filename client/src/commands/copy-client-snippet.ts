import { env, window, type QuickPickItem } from 'vscode';
import { requests, type ClientSnippetsResult } from '../../../server/src/protocol.ts';
import type { PastConnection } from '../connection/history.ts';
import type { Command, CommandContext } from './command.ts';

const title = 'Copy Client Snippet';
const messageMs = 4000;

/**
 * Copies how a client connects: as the connection string under the cursor, the configuration in the editor or a connection that was
 * tested says. There is no password in it.
 */
export const copyClientSnippet: Command = {
  id: 'mongodbTls.copyClientSnippet',
  execute: async (context) => {
    const { snippets } = await snippetsOfEditor(context);
    const found = snippets.length > 0 ? snippets : await snippetsOfPast(context);
    if (!found) return;
    const items = found.map((snippet) => ({ label: snippet.title, description: snippet.language, snippet }));
    const choice = await window.showQuickPick(items, { title, placeHolder: 'The client that connects' });
    if (!choice) return;
    await env.clipboard.writeText(choice.snippet.text);
    window.setStatusBarMessage(`$(check) Copied the snippet for ${choice.snippet.title}`, messageMs);
  },
};

async function snippetsOfEditor({ server }: CommandContext): Promise<ClientSnippetsResult> {
  const editor = window.activeTextEditor;
  if (!editor) return { snippets: [] };
  const { line, character } = editor.selection.active;
  return await server.request(requests.clientSnippets, {
    textDocument: { uri: editor.document.uri.toString() },
    position: { line, character },
  });
}

interface PastItem extends QuickPickItem {
  readonly connection: PastConnection;
}

/** Undefined where the user leaves, or nothing says how to connect. */
async function snippetsOfPast({
  server,
  history,
}: CommandContext): Promise<ClientSnippetsResult['snippets'] | undefined> {
  const items: PastItem[] = history.list().map((connection) => ({ label: connection.uri, connection }));
  if (items.length === 0) {
    void window.showInformationMessage(
      'Open a mongod.conf or put the cursor on a connection string, or test a connection first; then run the command again.',
    );
    return undefined;
  }
  const choice = await window.showQuickPick(items, { title, placeHolder: 'A connection that was tested' });
  if (!choice) return undefined;
  const { uri, options } = choice.connection;
  return (await server.request(requests.clientSnippets, { connection: { uri, options } })).snippets;
}
