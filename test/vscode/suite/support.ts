import { strict as assert } from 'node:assert';
import path from 'node:path';
import {
  commands,
  DiagnosticTag,
  languages,
  Uri,
  window,
  workspace,
  type Diagnostic,
  type Disposable,
  type Event,
  type TextDocument,
} from 'vscode';

export const extensionId = 'mongodb-tls.mongodb-tls';

/** The folder that the tests work on: a copy of the sample workspace. */
function folder(): Uri {
  const [first] = workspace.workspaceFolders ?? [];
  assert.ok(first, 'a folder is open');
  return first.uri;
}

/** A file of the workspace. */
export function fileOf(name: string): Uri {
  return Uri.joinPath(folder(), ...name.split(path.posix.sep));
}

/** Writes a file with its folders. */
export async function writeFile(name: string, text: string): Promise<Uri> {
  const uri = fileOf(name);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Opens a file in an editor. */
export async function show(uri: Uri): Promise<TextDocument> {
  return (await window.showTextDocument(await workspace.openTextDocument(uri))).document;
}

/** Waits until a look gives something, looking again at every event; the test's own timeout ends the wait. */
export async function until<T>(event: Event<unknown>, look: () => T | undefined): Promise<T> {
  const now = look();
  if (now !== undefined) return now;
  return await new Promise((resolve) => {
    const subscription: Disposable = event(() => {
      const found = look();
      if (found === undefined) return;
      subscription.dispose();
      resolve(found);
    });
  });
}

/** Our diagnostics of a document, in order. */
function ours(uri: Uri): Diagnostic[] {
  return languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'mongodb-tls')
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

/** Waits for our diagnostics to be as wanted. */
export async function diagnostics(uri: Uri, wanted: (found: Diagnostic[]) => boolean): Promise<Diagnostic[]> {
  return await until(languages.onDidChangeDiagnostics, () => {
    const found = ours(uri);
    return wanted(found) ? found : undefined;
  });
}

export function isDeprecation({ tags }: Diagnostic): boolean {
  return tags?.includes(DiagnosticTag.Deprecated) ?? false;
}

/** Takes back what a test changed and closes all editors. */
export async function closeAll(): Promise<void> {
  for (const document of workspace.textDocuments.filter(
    ({ isDirty, isUntitled }) => isDirty && !isUntitled,
  )) {
    await window.showTextDocument(document);
    await commands.executeCommand('workbench.action.files.revert');
  }
  await commands.executeCommand('workbench.action.closeAllEditors');
}
