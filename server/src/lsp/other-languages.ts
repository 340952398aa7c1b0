import {
  BulkRegistration,
  CodeActionRequest,
  CompletionRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  HoverRequest,
  TextDocumentSyncKind,
  type ClientCapabilities,
  type Connection,
  type DocumentSelector,
} from 'vscode-languageserver';
import { codeActionKinds } from './code-actions.ts';

/** Languages of other extensions whose files hold whole configurations. */
const configurationLanguages = [
  'yaml',
  'dockercompose',
  'github-actions-workflow',
  'helm',
  'ansible',
  'dockerfile',
  'shellscript',
  'terraform',
  'nix',
];
/** And those whose files hold command lines or connection strings. */
const languages = [
  ...configurationLanguages,
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
];
const templates = '**/*.{sh,bash,service,yml,yaml}.{j2,erb,tpl,tmpl,template}';
/** Files that have no language of their own in every editor: units of systemd, and templates. */
const patterns = ['**/*.service', '**/.env', '**/.env.*', '**/*.env', templates];
const schemes = ['file', 'untitled', 'vscode-remote', 'vscode-vfs'];

const documentSelector = selectorOf(languages, patterns);
const configurationSelector = selectorOf(configurationLanguages, [templates]);

function selectorOf(known: readonly string[], names: readonly string[]): DocumentSelector {
  return schemes.flatMap((scheme) => [
    ...known.map((language) => ({ scheme, language })),
    ...names.map((pattern) => ({ scheme, pattern })),
  ]);
}

/**
 * Asks the client to tell of such files too, for the features whose answers editors put beside those of the extension that owns the
 * file. A provider of any other one would only stand in its way (of folding ranges, say, keeps editors from folding by indentation).
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
  const { hover, completion, documentLink, documentSymbol } = textDocument ?? {};
  const inConfigurations = { documentSelector: configurationSelector };
  if (hover?.dynamicRegistration) registration.add(HoverRequest.type, inConfigurations);
  if (completion?.dynamicRegistration)
    registration.add(CompletionRequest.type, { ...inConfigurations, triggerCharacters: [':', ' '] });
  if (documentLink?.dynamicRegistration) registration.add(DocumentLinkRequest.type, inConfigurations);
  if (documentSymbol?.dynamicRegistration) registration.add(DocumentSymbolRequest.type, inConfigurations);
  await connection.client.register(registration);
}
