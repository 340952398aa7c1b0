import {
  DidChangeConfigurationNotification,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver';
import type { InitializationOptions } from '../protocol.ts';
import { version } from '../version.ts';
import { codeActionKinds } from './code-actions.ts';
import { guardNotification } from './guard.ts';
import { registerOtherLanguages } from './other-languages.ts';
import { semanticTokensLegend } from './semantic-tokens.ts';
import type { Session } from './session.ts';

/** Takes what the client tells of itself and answers with what the server can do. */
export function initialize(session: Session, params: InitializeParams): InitializeResult {
  const options = readOptions(params.initializationOptions);
  const { capabilities } = params;
  session.capabilities = capabilities;
  session.hasCommands = options.commands === true;
  session.workspace.trusted = options.trusted === true;
  session.workspace.changeFolders(foldersOf(params));
  session.settings.start(capabilities.workspace?.configuration === true, options.settings);
  return {
    serverInfo: { name: 'mongodb-tls', version },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      // a client that does not know pulling is pushed to
      ...(session.pulls
        ? {
            diagnosticProvider: {
              identifier: 'mongodb-tls',
              interFileDependencies: true,
              workspaceDiagnostics: true,
            },
          }
        : {}),
      codeActionProvider: { codeActionKinds },
      hoverProvider: true,
      completionProvider: { triggerCharacters: [':', ' ', '.', ',', '=', '/'] },
      documentLinkProvider: {},
      documentSymbolProvider: true,
      foldingRangeProvider: true,
      selectionRangeProvider: true,
      inlayHintProvider: true,
      semanticTokensProvider: { legend: semanticTokensLegend, full: true },
      ...(session.hasCommands ? { codeLensProvider: {} } : {}),
      workspace: {
        // said here it needs no registration, which many clients refuse
        workspaceFolders: {
          supported: true,
          ...(capabilities.workspace?.workspaceFolders ? { changeNotifications: true } : {}),
        },
      },
    },
  };
}

/** Subscribes, once the client is ready, to what it can tell. A client may refuse any of it, and the rest still holds. */
export async function initialized(session: Session, connection: Connection): Promise<void> {
  const { workspace } = session.capabilities;
  const register = guardNotification(
    session.log,
    'client/registerCapability',
    (start: () => Promise<unknown>) => start().then(() => undefined),
  );
  session.watching.start(session.capabilities);
  if (!session.pulls) void session.pushed.followWorkspace();
  session.othersTold = register(() => registerOtherLanguages(session, connection));
  if (workspace?.workspaceFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      session.workspace.changeFolders(
        added.map(({ uri }) => uri),
        removed.map(({ uri }) => uri),
      );
      session.changedAll();
    });
  }
  if (workspace?.didChangeConfiguration?.dynamicRegistration) {
    await register(() =>
      connection.client.register(DidChangeConfigurationNotification.type, { section: 'mongodbTls' }),
    );
  }
  await session.othersTold;
}

/** The folders that are open; older clients tell of one only, by a name that the protocol has given up. */
function foldersOf({ workspaceFolders, ...older }: InitializeParams): string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- what such clients send
  return older.rootUri ? [older.rootUri] : [];
}

function readOptions(options: unknown): InitializationOptions {
  return typeof options === 'object' && options !== null ? options : {};
}
