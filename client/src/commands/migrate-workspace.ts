import { ProgressLocation, Range, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import { requests, type WorkspaceMigration } from '../../../server/src/protocol.ts';
import type { Command, CommandContext } from './command.ts';

const title = 'Migrate All Files of the Workspace';

/**
 * Renames net.ssl to net.tls, and ssl flags of command lines, in all files of the workspace, as one refactoring to be reviewed: nothing
 * is applied before the user agrees. Tells which files stay as they are, and why.
 */
export const migrateWorkspace: Command = {
  id: 'mongodbTls.migrateWorkspace',
  execute: async ({ server, reports }) => {
    const unsaved = workspace.textDocuments
      .filter(({ isDirty, isUntitled }) => isDirty && !isUntitled)
      .map(({ uri }) => uri.toString());
    const answer = await window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      (_progress, token) => server.request(requests.migrateWorkspace, { unsaved }, token),
    );
    if ('error' in answer) throw new Error(answer.error);
    tellLeftOut(answer, reports);
    if (answer.files.length > 0) await workspace.applyEdit(editOf(answer), { isRefactoring: true });
    else if (answer.skipped.length === 0)
      void window.showInformationMessage(
        'No file of the workspace has an ssl name; there is nothing to migrate.',
      );
  },
};

/** Each file is a group of changes with a box of its own, which tells what to check. */
function editOf({ files }: WorkspaceMigration): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const { uri, edits, notes } of files) {
    const about = {
      needsConfirmation: true,
      label: notes.length > 0 ? 'Rename, then check by hand' : 'Rename net.ssl to net.tls',
      ...(notes.length > 0 ? { description: notes.join(' ') } : {}),
    };
    for (const { range, newText } of edits) {
      const { start, end } = range;
      const place = new Range(start.line, start.character, end.line, end.character);
      edit.replace(Uri.parse(uri), place, newText, about);
    }
  }
  return edit;
}

function tellLeftOut({ skipped }: WorkspaceMigration, reports: CommandContext['reports']): void {
  if (skipped.length === 0) return;
  const count =
    skipped.length === 1
      ? '1 file with ssl names stays'
      : `${String(skipped.length)} files with ssl names stay`;
  const lines = skipped.map(
    ({ uri, reason }) => `- \`${workspace.asRelativePath(Uri.parse(uri))}\`: ${reason}`,
  );
  const show = 'Show Why';
  void window.showWarningMessage(`${count} as they are.`, show).then(async (choice) => {
    if (choice === show) await reports.show('Not migrated', `# Not migrated\n\n${lines.join('\n')}\n`);
  });
}
