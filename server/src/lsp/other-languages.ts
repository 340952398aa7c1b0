import {
  BulkRegistration,
  CodeActionRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  TextDocumentSyncKind,
  type ClientCapabilities,
  type Connection,
  type DocumentSelector,
} from 'vscode-languageserver';
import { codeActionKinds } from './code-actions.ts';

/** Languages that belong to other extensions and whose files may hold command lines of MongoDB's programs. */
const languages = [
  'yaml',
  'dockercompose',
  'github-actions-workflow',
  'helm',
  'ansible',
  'dockerfile',
  'shellscript',
  'bat',
  'powershell',
  'systemd-unit-file',
  'dotenv',
  'properties',
  'ini',
  'toml',
  'json',
  'jsonc',
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
  'python',
  'go',
  'java',
  'kotlin',
  'csharp',
  'php',
  'ruby',
  'rust',
  'terraform',
];
/** Files that have no language of their own in every editor: units of systemd, and templates. */
const patterns = [
  '**/*.service',
  '**/.env',
  '**/.env.*',
  '**/*.env',
  '**/*.{sh,bash,service,yml,yaml}.{j2,erb,tpl,tmpl,template}',
];
const schemes = ['file', 'untitled', 'vscode-remote', 'vscode-vfs'];

const documentSelector: DocumentSelector = schemes.flatMap((scheme) => [
  ...languages.map((language) => ({ scheme, language })),
  ...patterns.map((pattern) => ({ scheme, pattern })),
]);

/**
 * Asks the client to tell of such files too, for diagnostics and code actions alone: a provider of any other feature would only
 * stand in the way of the extension that owns the file (one of folding ranges, say, keeps editors from folding by indentation).
 */
export async function registerOtherLanguages(
  { textDocument }: ClientCapabilities,
  connection: Connection,
): Promise<void> {
  const { synchronization, diagnostic, codeAction } = textDocument ?? {};
  if (![synchronization, diagnostic, codeAction].every((feature) => feature?.dynamicRegistration === true))
    return;
  const registration = BulkRegistration.create();
  registration.add(DidOpenTextDocumentNotification.type, { documentSelector });
  registration.add(DidChangeTextDocumentNotification.type, {
    documentSelector,
    syncKind: TextDocumentSyncKind.Incremental,
  });
  registration.add(DidCloseTextDocumentNotification.type, { documentSelector });
  registration.add(CodeActionRequest.type, { documentSelector, codeActionKinds });
  registration.add(DocumentDiagnosticRequest.type, {
    documentSelector,
    identifier: 'mongodb-tls-commands',
    interFileDependencies: false,
    workspaceDiagnostics: false,
  });
  await connection.client.register(registration);
}
