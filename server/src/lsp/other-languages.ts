import {
  BulkRegistration,
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  HoverRequest,
  TextDocumentSyncKind,
  type Connection,
  type DocumentSelector,
} from 'vscode-languageserver';
import { codeActionKinds } from './code-actions.ts';
import type { Session } from './session.ts';

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
/** And those whose files hold command lines, connection strings or examples. */
const clientLanguages = [
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
  'puppet',
  'markdown',
];
const templates = '**/*.{sh,bash,service,yml,yaml}.{j2,erb,tpl,tmpl,template}';
/** Files that have no language of their own in every editor: units of systemd, variables, and templates. */
const clientPatterns = ['**/*.service', '**/.env', '**/.env.*', '**/*.env'];
const schemes = ['file', 'untitled', 'vscode-remote', 'vscode-vfs'];

const configurationSelector = selectorOf(configurationLanguages, [templates]);
const clientSelector = selectorOf(clientLanguages, clientPatterns);
/** Files that start servers. */
const startingSelector = selectorOf(
  [...configurationLanguages, 'systemd-unit-file'],
  ['**/*.service', templates],
);
const documentSelector = [...configurationSelector, ...clientSelector];

/** Before a name and a value of an option of a connection string. */
const triggersInStrings = ['?', '&', '='];

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
  { capabilities: { textDocument }, hasCommands }: Pick<Session, 'capabilities' | 'hasCommands'>,
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
  const { hover, completion, documentLink, documentSymbol, codeLens } = textDocument ?? {};
  if (hover?.dynamicRegistration) registration.add(HoverRequest.type, { documentSelector });
  if (completion?.dynamicRegistration)
    registration.add(CompletionRequest.type, {
      documentSelector: configurationSelector,
      triggerCharacters: [':', ' ', ...triggersInStrings],
    });
  if (documentLink?.dynamicRegistration) registration.add(DocumentLinkRequest.type, { documentSelector });
  if (documentSymbol?.dynamicRegistration)
    registration.add(DocumentSymbolRequest.type, { documentSelector: configurationSelector });
  // lenses run commands of the extension
  if (codeLens?.dynamicRegistration && hasCommands)
    registration.add(CodeLensRequest.type, { documentSelector: startingSelector });
  await connection.client.register(registration);
  // one registration holds each feature once
  if (completion?.dynamicRegistration)
    await connection.client.register(CompletionRequest.type, {
      documentSelector: clientSelector,
      triggerCharacters: triggersInStrings,
    });
}
