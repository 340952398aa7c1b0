import { window } from 'vscode';
import { requests } from '../../../server/src/protocol.ts';
import { showConnection } from '../connection/panel.ts';
import { askForConnection, type Offers } from '../connection/questions.ts';
import type { LanguageServer } from '../language-client.ts';
import type { Command } from './command.ts';

/** Asks for a connection, tries it, and shows what is in the way and what to do. */
export const testConnection: Command = {
  id: 'mongodbTls.testConnection',
  needsTrust: true,
  execute: async ({ server, history, reports }) => {
    const config = configInEditor();
    const suggested = config && (await suggestion(server, config));
    const connection = await askForConnection({ past: history.list(), ...(suggested ? { suggested } : {}) });
    if (!connection) return;
    await history.add(connection);
    const isOfConfig = connection.uri === suggested?.uri;
    await showConnection({ server, reports }, connection, {
      details: false,
      ...(isOfConfig && config ? { config: config.uri } : {}),
    });
  },
};

interface ConfigInEditor {
  readonly uri: string;
  readonly name: string;
}

function configInEditor(): ConfigInEditor | undefined {
  const document = window.activeTextEditor?.document;
  if (document?.languageId !== 'mongod-conf') return undefined;
  return { uri: document.uri.toString(), name: document.uri.path.replace(/^.*\//, '') };
}

/** The connection to the server of a configuration. */
async function suggestion(
  server: LanguageServer,
  { uri, name }: ConfigInEditor,
): Promise<Offers['suggested']> {
  const suggested = await server.request(requests.suggestConnection, { textDocument: { uri } });
  return suggested ? { ...suggested, from: name } : undefined;
}
