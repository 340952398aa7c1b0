import type {
  CompletionItem,
  CompletionParams,
  Connection,
  DiagnosticServerCancellationData,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  InlayHintParams,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver';
import { notifications } from '../protocol.ts';
import { codeActions } from './code-actions.ts';
import { codeLenses } from './code-lenses.ts';
import { combineActions } from './combine-action.ts';
import { completion } from './completion.ts';
import { noDiagnostics } from './diagnostics.ts';
import { documentLinks } from './document-links.ts';
import { documentSymbols } from './document-symbols.ts';
import { foldingRanges } from './folding-ranges.ts';
import { handlersOf } from './handlers.ts';
import { hover } from './hover.ts';
import { inlayHints } from './inlay-hints.ts';
import { initialize, initialized } from './lifecycle.ts';
import { answerOwnRequests } from './own-requests.ts';
import { rewritings } from './rewritings.ts';
import { selectionRanges } from './selection-ranges.ts';
import { semanticTokens } from './semantic-tokens.ts';
import { serverPaths } from './server-paths.ts';
import { Session, type Runtime } from './session.ts';

/** Connects the features to the protocol, on any connection; returns before the first message. Holds no logic of its own. */
export function startServer(connection: Connection, runtime: Runtime): void {
  const session = new Session(connection, runtime);
  const { documents } = session;
  const handlers = handlersOf(session);
  const { request, notified, feature, featureAt, featureOfAll } = handlers;

  connection.onInitialize((params) => initialize(session, params));
  connection.onInitialized(notified('initialized', () => initialized(session, connection)));
  connection.onDidChangeConfiguration(
    notified('workspace/didChangeConfiguration', ({ settings }) => {
      session.settings.changed(settings);
      session.changedAll();
    }),
  );
  connection.onDidChangeWatchedFiles(
    notified('workspace/didChangeWatchedFiles', ({ changes }) => {
      session.changedFiles(changes.map(({ uri }) => uri));
    }),
  );
  connection.onNotification(
    notifications.trustGranted,
    notified('trustGranted', () => {
      session.workspace.trusted = true;
      session.changedAll();
    }),
  );
  connection.languages.diagnostics.on(
    request<DocumentDiagnosticParams, DocumentDiagnosticReport, DiagnosticServerCancellationData>(
      'textDocument/diagnostic',
      noDiagnostics,
      (params) => session.diagnose(params),
    ),
  );
  connection.languages.diagnostics.onWorkspace((params, token, _progress, partial) => {
    const report = request<
      WorkspaceDiagnosticParams,
      WorkspaceDiagnosticReport,
      DiagnosticServerCancellationData
    >('workspace/diagnostic', { items: [] }, () =>
      session.workspaceDiagnostics.report(
        params.previousResultIds,
        token,
        partial &&
          ((items) => {
            partial.report(items);
          }),
      ),
    );
    return report(params, token);
  });
  connection.onCodeAction(
    feature('textDocument/codeAction', [], (analysis, params) => [
      ...(session.hasCommands ? analysis.parts.flatMap((part) => combineActions(part, params)) : []),
      ...codeActions(analysis, params, {
        rules: session.rules,
        rewritings,
        hasCommands: session.hasCommands,
      }),
    ]),
  );
  connection.onHover(
    featureAt('textDocument/hover', null, (analysis, { position }) =>
      hover(analysis, position, session.rules, session.keyFiles),
    ),
  );
  connection.onCompletion(
    featureAt<CompletionParams, CompletionItem[]>('textDocument/completion', [], (analysis, { position }) =>
      completion(analysis, position, session.rules, session, (wanted) =>
        serverPaths(analysis, session.host, session.workspace, wanted),
      ),
    ),
  );
  connection.onDocumentLinks(featureOfAll('textDocument/documentLink', documentLinks));
  connection.onDocumentSymbol(feature('textDocument/documentSymbol', [], documentSymbols));
  connection.onFoldingRanges(featureOfAll('textDocument/foldingRange', foldingRanges));
  connection.onSelectionRanges(
    feature('textDocument/selectionRange', [], (analysis, { positions }) =>
      selectionRanges(analysis, positions),
    ),
  );
  connection.onCodeLens(
    feature('textDocument/codeLens', [], (file) =>
      codeLenses(file, session.keyFiles, session.workspace.trusted),
    ),
  );
  connection.languages.semanticTokens.on(
    feature('textDocument/semanticTokens/full', { data: [] }, semanticTokens),
  );
  connection.languages.inlayHint.on(
    featureOfAll('textDocument/inlayHint', (analysis, { range }: InlayHintParams) =>
      inlayHints(analysis, range),
    ),
  );

  connection.onShutdown(() => {
    session.pushed.stop();
    session.clusters.stop();
    session.servers.stop();
  });
  answerOwnRequests(connection, session, handlers);

  documents.onDidOpen(({ document }) => {
    session.openChanged(document.uri);
  });
  documents.onDidChangeContent(({ document }) => {
    session.textChanged(document.uri);
  });
  documents.onDidClose(({ document }) => {
    session.openChanged(document.uri);
  });
  documents.listen(connection);
  connection.listen();
}
