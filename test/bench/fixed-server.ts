// The least that a language server can do: it answers each pull with the same eight diagnostics. The bench builds and starts it.
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  createConnection,
  DiagnosticSeverity,
  ProposedFeatures,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
const items = Array.from({ length: 8 }, (_, line) => ({
  range: { start: { line, character: 0 }, end: { line, character: 4 } },
  severity: DiagnosticSeverity.Warning,
  source: 'fixed',
  code: `rule-${line}`,
  message: 'The same as ever.',
}));
connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
  },
}));
connection.languages.diagnostics.on(() => ({ kind: 'full', items }));
documents.listen(connection);
connection.listen();
