import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type CompletionItem,
  type CompletionParams,
  type Connection,
  type DiagnosticServerCancellationData,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  type TextDocumentIdentifier,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver';
import {
  notifications,
  requests,
  type CombinePemParams,
  type CombinePemResult,
  type CompletePemParams,
  type CompletePemResult,
  type EffectiveSettingsParams,
  type EffectiveSettingsResult,
  type InspectPemParams,
  type InspectPemResult,
  type MigrateToTlsParams,
  type MigrateToTlsResult,
  type NewFileParams,
  type NewFileResult,
  type PlanKeyRotationParams,
  type PlanKeyRotationResult,
  type ReviewKeyRotationParams,
  type ReviewKeyRotationResult,
  type RotateKeyfileParams,
  type RotateKeyfileResult,
  type SuggestConnectionParams,
  type SuggestConnectionResult,
  type TestConnectionParams,
  type TestConnectionResult,
  type TestCertificatesParams,
  type TestCertificatesResult,
} from '../protocol.ts';
import type { Analysis } from './analysis.ts';
import { codeActions } from './code-actions.ts';
import { codeLenses } from './code-lenses.ts';
import { combineActions } from './combine-action.ts';
import { completePem, completingFailed } from './complete-pem-request.ts';
import { completion } from './completion.ts';
import { suggest, test, testFailed } from './connection-requests.ts';
import { noDiagnostics } from './diagnostics.ts';
import { documentLinks } from './document-links.ts';
import { documentSymbols } from './document-symbols.ts';
import { settingsOfServer } from './effective-settings-request.ts';
import { foldingRanges } from './folding-ranges.ts';
import { guardNotification, guardRequest } from './guard.ts';
import { hover } from './hover.ts';
import { inlayHints } from './inlay-hints.ts';
import { inspect, inspectFailed } from './inspect-request.ts';
import { planRotation } from './key-rotation-plan.ts';
import { reviewFailed, reviewRotation, rotateKeyfile, rotationFailed } from './key-rotation-requests.ts';
import { initialize, initialized } from './lifecycle.ts';
import {
  certificatesFailed,
  combine,
  generateKeyfile,
  generateTestCertificates,
  makingFailed,
} from './make-requests.ts';
import { migrateToTls, nothingToMigrate } from './migrate-request.ts';
import { rewritings } from './rewritings.ts';
import { selectionRanges } from './selection-ranges.ts';
import { semanticTokens } from './semantic-tokens.ts';
import { serverPaths } from './server-paths.ts';
import { Session, type Runtime } from './session.ts';

/** Connects the features to the protocol, on any connection; returns before the first message. Holds no logic of its own. */
export function startServer(connection: Connection, runtime: Runtime): void {
  const session = new Session(connection, runtime);
  const { documents, log } = session;
  const request = <P, R, E = void>(
    name: string,
    fallback: R,
    handle: (params: P, token: CancellationToken) => R | Promise<R>,
  ) => guardRequest<P, R, E>(log, name, fallback, handle);
  const notified = <P>(name: string, handle: (params: P) => void | Promise<void>) =>
    guardNotification(log, name, handle);
  /** A feature that works from the analysis of one document. */
  const feature = <P extends { textDocument: TextDocumentIdentifier }, R>(
    name: string,
    fallback: R,
    handle: (analysis: Analysis, params: P, token: CancellationToken) => R | Promise<R>,
  ) =>
    request(name, fallback, async (params: P, token) => {
      const analysis = await session.analysisOf(params.textDocument.uri);
      if (!analysis) return fallback;
      const answer = await handle(analysis, params, token);
      // positions in an older text would be wrong ones
      if (session.isStale(analysis))
        throw new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed.');
      return answer;
    });

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
      ...(session.hasCommands ? combineActions(analysis, params) : []),
      ...codeActions(analysis, params, {
        rules: session.rules,
        rewritings,
        hasCommands: session.hasCommands,
      }),
    ]),
  );
  connection.onHover(
    feature('textDocument/hover', null, (analysis, { position }) =>
      hover(analysis, position, session.keyFiles),
    ),
  );
  connection.onCompletion(
    feature<CompletionParams, CompletionItem[]>('textDocument/completion', [], (analysis, { position }) =>
      completion(analysis, position, session.hasSnippets, () =>
        serverPaths(analysis, session.host, session.workspace),
      ),
    ),
  );
  connection.onDocumentLinks(feature('textDocument/documentLink', [], documentLinks));
  connection.onDocumentSymbol(feature('textDocument/documentSymbol', [], documentSymbols));
  connection.onFoldingRanges(feature('textDocument/foldingRange', [], foldingRanges));
  connection.onSelectionRanges(
    feature('textDocument/selectionRange', [], (analysis, { positions }) =>
      selectionRanges(analysis, positions),
    ),
  );
  connection.onCodeLens(
    feature('textDocument/codeLens', [], (analysis) => codeLenses(analysis, session.keyFiles)),
  );
  connection.languages.semanticTokens.on(
    feature('textDocument/semanticTokens/full', { data: [] }, semanticTokens),
  );
  connection.languages.inlayHint.on(
    feature('textDocument/inlayHint', [], (analysis, { range }) => inlayHints(analysis, range)),
  );

  const migrate = feature<MigrateToTlsParams, MigrateToTlsResult>(
    requests.migrateToTls,
    nothingToMigrate,
    migrateToTls,
  );
  connection.onRequest(
    requests.migrateToTls,
    async (params: MigrateToTlsParams, token: CancellationToken) => {
      // the command may be what woke the extension up
      await session.othersTold;
      return migrate(params, token);
    },
  );
  connection.onRequest(
    requests.effectiveSettings,
    feature<EffectiveSettingsParams, EffectiveSettingsResult>(
      requests.effectiveSettings,
      null,
      settingsOfServer,
    ),
  );
  connection.onRequest(
    requests.suggestConnection,
    feature<SuggestConnectionParams, SuggestConnectionResult>(requests.suggestConnection, null, suggest),
  );
  connection.onRequest(
    requests.inspectPem,
    request<InspectPemParams, InspectPemResult>(requests.inspectPem, inspectFailed, (params) =>
      inspect(params, session),
    ),
  );
  connection.onRequest(
    requests.testConnection,
    request<TestConnectionParams, TestConnectionResult>(
      requests.testConnection,
      testFailed,
      (params, token) => test(params, session, token),
    ),
  );
  connection.onRequest(
    requests.generateKeyfile,
    request<NewFileParams, NewFileResult>(requests.generateKeyfile, makingFailed, (params) =>
      generateKeyfile(params, session),
    ),
  );
  connection.onRequest(
    requests.planKeyRotation,
    request<PlanKeyRotationParams, PlanKeyRotationResult>(
      requests.planKeyRotation,
      { groups: [] },
      (params) => planRotation(params, session),
    ),
  );
  connection.onRequest(
    requests.reviewKeyRotation,
    request<ReviewKeyRotationParams, ReviewKeyRotationResult>(
      requests.reviewKeyRotation,
      reviewFailed,
      (params) => reviewRotation(params, session),
    ),
  );
  connection.onRequest(
    requests.rotateKeyfile,
    request<RotateKeyfileParams, RotateKeyfileResult>(requests.rotateKeyfile, rotationFailed, (params) =>
      rotateKeyfile(params, session),
    ),
  );
  connection.onRequest(
    requests.generateTestCertificates,
    request<TestCertificatesParams, TestCertificatesResult>(
      requests.generateTestCertificates,
      certificatesFailed,
      (params) => generateTestCertificates(params, session),
    ),
  );
  connection.onRequest(
    requests.combinePem,
    request<CombinePemParams, CombinePemResult>(requests.combinePem, makingFailed, (params) =>
      combine(params, session),
    ),
  );
  connection.onRequest(
    requests.completePem,
    request<CompletePemParams, CompletePemResult>(requests.completePem, completingFailed, (params) =>
      completePem(params, session),
    ),
  );

  documents.onDidOpen(({ document }) => {
    session.openChanged(document.uri);
  });
  documents.onDidClose(({ document }) => {
    session.openChanged(document.uri);
  });
  documents.listen(connection);
  connection.listen();
}
