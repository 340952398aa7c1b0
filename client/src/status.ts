import { Disposable, languages, LanguageStatusSeverity, workspace } from 'vscode';
import { documentSelector, type LanguageServer, type ServerState } from './language-client.ts';

/** Shows beside the language of the editor what files are checked for, and whether the language server runs. */
export function showStatus(server: LanguageServer): Disposable {
  const item = languages.createLanguageStatusItem('mongodbTls.status', documentSelector);
  item.name = 'MongoDB TLS';
  const update = (): void => {
    const { text, detail, severity, command } = statusOf(server.state, versionSetting());
    item.text = text;
    item.detail = detail;
    item.severity = severity;
    item.command = command;
    item.busy = server.state === 'starting';
  };
  update();
  return Disposable.from(
    item,
    server.onDidChangeState(update),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('mongodbTls.mongodbVersion')) update();
    }),
  );
}

function versionSetting(): string {
  return workspace.getConfiguration('mongodbTls').get('mongodbVersion', '').trim();
}

function statusOf(state: ServerState, version: string) {
  if (state === 'stopped') {
    return {
      text: 'MongoDB TLS is not running',
      detail: 'Files are not checked',
      severity: LanguageStatusSeverity.Error,
      command: { title: 'Restart', command: 'mongodbTls.restartServer' },
    };
  }
  return {
    text: version === '' ? 'Newest MongoDB' : `MongoDB ${version}`,
    detail: 'Version that files are checked for',
    severity: LanguageStatusSeverity.Information,
    command: {
      title: 'Change',
      command: 'workbench.action.openSettings',
      arguments: ['mongodbTls.mongodbVersion'],
    },
  };
}
