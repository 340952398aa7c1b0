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
import { registerOtherLanguages } from './other-languages.ts';
import { semanticTokensLegend } from './semantic-tokens.ts';
import type { Session } from './session.ts';

/** Takes what the client tells of itself and answers with what the server can do. */
export function initialize(session: Session, params: InitializeParams): InitializeResult {
  const options = readOptions(params.initializationOptions);
  const { capabilities, workspaceFolders } = params;
  session.capabilities = capabilities;
  session.hasCommands = options.commands === true;
  session.workspace.trusted = options.trusted === true;
  session.workspace.changeFolders((workspaceFolders ?? []).map(({ uri }) => uri));
  session.settings.start(capabilities.workspace?.configuration === true, options.settings);
  return {
    serverInfo: { name: 'mongodb-tls', version },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      diagnosticProvider: {
        identifier: 'mongodb-tls',
        interFileDependencies: true,
        workspaceDiagnostics: true,
      },
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
      workspace: { workspaceFolders: { supported: true } },
    },
  };
}

/** Subscribes, once the client is ready, to what it can tell. */
export async function initialized(session: Session, connection: Connection): Promise<void> {
  const { workspace } = session.capabilities;
  session.watching.start(session.capabilities);
  session.othersTold = registerOtherLanguages(session.capabilities, connection);
  if (workspace?.didChangeConfiguration?.dynamicRegistration) {
    await connection.client.register(DidChangeConfigurationNotification.type, { section: 'mongodbTls' });
  }
  if (workspace?.workspaceFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      session.workspace.changeFolders(
        added.map(({ uri }) => uri),
        removed.map(({ uri }) => uri),
      );
      session.changedAll();
    });
  }
  await session.othersTold;
}

function readOptions(options: unknown): InitializationOptions {
  return typeof options === 'object' && options !== null ? options : {};
}
