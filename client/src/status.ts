import { Disposable, languages, LanguageStatusSeverity, window, workspace, type TextEditor } from 'vscode';
import { requests, type VersionsResult } from '../../server/src/protocol.ts';
import { documentSelector, type LanguageServer, type ServerState } from './language-client.ts';

/** As long as somebody types, the version waits; and the language server hears of a change before it is asked. */
const pauseMs = 300;

/** Shows beside the language of the editor what its file is checked for, and whether the language server runs. */
export function showStatus(server: LanguageServer): Disposable {
  const item = languages.createLanguageStatusItem('mongodbTls.status', documentSelector);
  item.name = 'MongoDB TLS';
  let timer: NodeJS.Timeout | undefined;
  const show = (versions: VersionsResult): void => {
    const { text, detail, severity, command } = statusOf(server.state, versions);
    item.text = text;
    item.detail = detail;
    item.severity = severity;
    item.command = command;
    item.busy = server.state === 'starting';
  };
  const update = async (): Promise<void> => {
    const editor = window.activeTextEditor;
    const versions = await versionsOf(server, editor);
    // the answer for another file comes too late
    if (window.activeTextEditor === editor) show(versions);
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void update(), pauseMs);
  };
  show(null);
  return Disposable.from(
    item,
    new Disposable(() => {
      clearTimeout(timer);
    }),
    server.onDidChangeState(() => {
      show(null);
      later();
    }),
    window.onDidChangeActiveTextEditor(later),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === window.activeTextEditor?.document) later();
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('mongodbTls.mongodbVersion')) later();
    }),
  );
}

async function versionsOf(server: LanguageServer, editor: TextEditor | undefined): Promise<VersionsResult> {
  const document = editor?.document;
  if (server.state !== 'running' || !document || languages.match(documentSelector, document) === 0)
    return null;
  try {
    return await server.request(requests.versions, { textDocument: { uri: document.uri.toString() } });
  } catch {
    // the text changed meanwhile, which asks again, or the server ended, which is shown
    return null;
  }
}

function statusOf(state: ServerState, versions: VersionsResult) {
  if (state === 'stopped') {
    return {
      text: 'MongoDB TLS is not running',
      detail: 'Files are not checked',
      severity: LanguageStatusSeverity.Error,
      command: { title: 'Restart', command: 'mongodbTls.restartServer' },
    };
  }
  return {
    text: [`MongoDB ${versions?.inEffect.join(' and ') ?? 'TLS'}`, ...(versions?.summary ?? [])].join(' · '),
    detail: versions?.isAssumed
      ? 'Version that this file is checked for: the newest known, as none is given'
      : 'Version that this file is checked for',
    severity: LanguageStatusSeverity.Information,
    command: {
      title: 'Change',
      command: 'mongodbTls.chooseVersion',
    },
  };
}
