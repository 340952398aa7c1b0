import { Uri, window, workspace } from 'vscode';
import type { CombinePemResult, NewFileResult } from '../../server/src/protocol.ts';

/** Where a new file may go. */
export interface Place {
  readonly title: string;
  readonly saveLabel: string;
  /** The name that is offered, in the folder of `beside`, or else in the first folder of the workspace. */
  readonly name: string;
  readonly beside?: Uri | undefined;
  /** What is lost with a file that is there already, as a sentence. */
  readonly loss: string;
}

/** Asks where to write. Undefined where the user leaves. */
export async function askPlace({ title, saveLabel, name, beside }: Place): Promise<Uri | undefined> {
  const folder = beside ? Uri.joinPath(beside, '..') : workspace.workspaceFolders?.[0]?.uri;
  const defaultUri = folder ? { defaultUri: await freeName(folder, name) } : {};
  return await window.showSaveDialog({ title, saveLabel, ...defaultUri });
}

/** A name that no file has yet: `name`, then `name-2` and so on before the extension. */
async function freeName(folder: Uri, name: string): Promise<Uri> {
  const [, stem = name, extension = ''] = /^(.+?)(\.[^.]*)?$/.exec(name) ?? [];
  for (let count = 1; ; count++) {
    const uri = Uri.joinPath(folder, count === 1 ? name : `${stem}-${String(count)}${extension}`);
    try {
      await workspace.fs.stat(uri);
    } catch {
      // not there
      return uri;
    }
  }
}

/** What the server may answer to a request for a new file. */
type Answer = NewFileResult | CombinePemResult;
type Failed = { readonly state: 'exists' } | { readonly state: 'failed'; readonly message: string };

/**
 * Has a file written, and asks before it writes over one. Undefined where the user leaves. Throws with the server's reason where
 * the file could not be written.
 */
export async function writeNew<T extends Answer>(
  uri: Uri,
  { loss }: Place,
  write: (overwrite: boolean) => Promise<T>,
): Promise<Exclude<T, Failed> | undefined> {
  let result: Answer = await write(false);
  if (result.state === 'exists') {
    const replace = 'Replace';
    const message = `${workspace.asRelativePath(uri)} is there already.`;
    const answer = await window.showWarningMessage(message, { modal: true, detail: loss }, replace);
    if (answer !== replace) return undefined;
    result = await write(true);
  }
  if (result.state === 'failed') throw new Error(result.message);
  return result as Exclude<T, Failed>;
}
