import {
  CancellationTokenSource,
  Disposable,
  RelativePattern,
  Uri,
  workspace,
  type TextDocument,
  type WorkspaceFolder,
} from 'vscode';
import { isCandidate } from '../../server/src/core/documents/file-names.ts';
import { mayHoldDocuments } from '../../server/src/core/embedded/trace.ts';
import { anywhere } from '../../server/src/host/exclude.ts';
import { candidateGlob, firstCandidate, type SearchedWorkspace } from './candidate-search.ts';

/** The languages whose files are ours as a whole. */
export const ownLanguages: readonly string[] = ['mongod-conf', 'mongodb-keyfile', 'pem'];

/** The window is drawn and the extensions that are needed for its editors are started before the workspace is searched. */
const untilIdleMs = 2_000;
const pauseMs = 5;
/** A longer text is no configuration. */
const longestText = 5 * 1024 * 1024;

/**
 * Calls `wake` once: at the first document that is open and may be ours, or at the first file of the workspace that may hold a
 * configuration of a server. The workspace is searched when it is opened and when a folder is added to it.
 */
export function watchForFiles(wake: () => void): Disposable {
  const search = new CancellationTokenSource();
  const subscriptions: { dispose: () => unknown }[] = [search];
  let timer: NodeJS.Timeout | undefined;
  const end = (): void => {
    clearTimeout(timer);
    search.cancel();
    for (const subscription of subscriptions.splice(0)) subscription.dispose();
  };
  const wakeOnce = (): void => {
    if (search.token.isCancellationRequested) return;
    end();
    wake();
  };
  const look = (document: TextDocument): void => {
    if (isOurs(document)) wakeOnce();
  };
  const searchLater = (folders: readonly WorkspaceFolder[]): void => {
    timer = setTimeout(() => {
      void searchIn(folders, search).then((isFound) => {
        if (isFound) wakeOnce();
      });
    }, untilIdleMs);
  };
  if (workspace.textDocuments.some(isOurs)) wakeOnce();
  else {
    subscriptions.push(
      workspace.onDidOpenTextDocument(look),
      workspace.onDidSaveTextDocument(look),
      workspace.onDidChangeWorkspaceFolders(({ added }) => {
        if (added.length > 0) searchLater(workspace.workspaceFolders ?? []);
      }),
    );
    searchLater(workspace.workspaceFolders ?? []);
  }
  return new Disposable(end);
}

/** Whether an open document is ours, or one of another language in which something of ours may stand. */
function isOurs(document: TextDocument): boolean {
  if (ownLanguages.includes(document.languageId)) return true;
  if (!isCandidate(nameOf(document.uri))) return false;
  const text = document.getText();
  return text.length <= longestText && mayHoldDocuments(text);
}

async function searchIn(
  folders: readonly WorkspaceFolder[],
  { token }: CancellationTokenSource,
): Promise<boolean> {
  for (const folder of folders) {
    if (token.isCancellationRequested) return false;
    const searched: SearchedWorkspace<Uri> = {
      list: async (limit) =>
        await workspace.findFiles(
          new RelativePattern(folder, candidateGlob),
          excludedIn(folder),
          limit,
          token,
        ),
      nameOf,
      read: textOf,
      pause: () => new Promise((resolve) => setTimeout(resolve, pauseMs)),
    };
    if ((await firstCandidate(searched, () => token.isCancellationRequested)) !== undefined) return true;
  }
  return false;
}

async function textOf(uri: Uri, maxBytes: number): Promise<string | undefined> {
  try {
    if ((await workspace.fs.stat(uri)).size > maxBytes) return undefined;
    // only a word of ASCII is looked for
    return Buffer.from(await workspace.fs.readFile(uri)).toString('latin1');
  } catch {
    // gone meanwhile, or not to be read
    return undefined;
  }
}

/** What the user keeps out of searches, as one glob; what git ignores is searched, as keyfiles and .env files commonly are. */
function excludedIn(folder: WorkspaceFolder): string | undefined {
  const ofEditor = ['files.exclude', 'search.exclude'].flatMap((name) =>
    Object.entries(workspace.getConfiguration(undefined, folder).get<Record<string, unknown>>(name) ?? {}),
  );
  const own = workspace.getConfiguration('mongodbTls', folder).get<unknown>('exclude');
  const globs = [
    // those with a condition hide what others are made into
    ...ofEditor.flatMap(([glob, isOn]) => (isOn === true ? glob : [])),
    ...(Array.isArray(own) ? own.filter((glob) => typeof glob === 'string').map(anywhere) : []),
  ].filter((glob) => glob !== '');
  return globs.length === 0 ? undefined : `{${globs.join(',')}}`;
}

function nameOf(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
