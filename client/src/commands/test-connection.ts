import { Uri, window, workspace, type TextDocument } from 'vscode';
import { requests } from '../../../server/src/protocol.ts';
import { askOnPage, type TellingFile } from '../connection/panel.ts';
import type { LanguageServer } from '../language-client.ts';
import type { Command } from './command.ts';

/** Asks for a connection on the page, tries it, and shows what is in the way and what to do. */
export const testConnection: Command = {
  id: 'mongodbTls.testConnection',
  needsTrust: true,
  execute: async ({ server, history, reports, passphrases }, argument) => {
    const document = documentOf(argument) ?? window.activeTextEditor?.document;
    const file = document && (await tellingFile(server, document));
    await askOnPage({ server, history, reports, passphrases }, file);
  },
};

/** The document that a lens or a menu names. */
function documentOf(argument: unknown): TextDocument | undefined {
  const uri = argument instanceof Uri ? argument.toString() : argument;
  return workspace.textDocuments.find((document) => document.uri.toString() === uri);
}

/** What a document tells of a connection: the connection string under the cursor, or the server that it configures. */
async function tellingFile(server: LanguageServer, document: TextDocument): Promise<TellingFile | undefined> {
  const uri = document.uri.toString();
  const editor = window.activeTextEditor;
  const { line, character } = editor?.selection.active ?? { line: 0, character: 0 };
  const connection = await server.request(requests.suggestConnection, {
    textDocument: { uri },
    ...(editor?.document === document ? { position: { line, character } } : {}),
  });
  return connection ? { connection, uri, name: document.uri.path.replace(/^.*\//, '') } : undefined;
}
