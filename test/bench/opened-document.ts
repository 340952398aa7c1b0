import { startProcess, type Server } from './language-server.ts';
import { typed } from './samples.ts';

/** A document that is open in a server of its own. */
export interface Opened {
  readonly server: Server;
  /** Types one character and waits for the diagnostics of that version. */
  readonly keystroke: (run: number) => Promise<void>;
}

interface Document {
  readonly uri: string;
  readonly languageId: string;
  readonly text: string;
  /** Whether the diagnostics are asked for; else the server publishes them. */
  readonly pull: boolean;
}

/** Starts a server, opens a document in it and waits for the first diagnostics. */
export async function openDocument(
  command: readonly string[],
  settings: object,
  { uri, languageId, text, pull }: Document,
): Promise<Opened> {
  const server = await startProcess(command, settings);
  let version = 1;
  let published: (() => void) | undefined;
  server.connection.onNotification(
    'textDocument/publishDiagnostics',
    (params: { uri: string; version?: number }) => {
      if (params.uri === uri) published?.();
    },
  );
  const diagnostics = async (send: () => Promise<void>) => {
    const arrived = new Promise<void>((done) => {
      published = done;
    });
    await send();
    if (pull) await server.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
    else await arrived;
  };
  await diagnostics(() =>
    server.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version, text },
    }),
  );
  return {
    server,
    keystroke: (run) =>
      diagnostics(() =>
        server.connection.sendNotification('textDocument/didChange', {
          textDocument: { uri, version: ++version },
          contentChanges: [{ text: typed(text, run) }],
        }),
      ),
  };
}
