import {
  DidChangeWatchedFilesNotification,
  type ClientCapabilities,
  type Connection,
  type FileSystemWatcher,
} from 'vscode-languageserver';
import { Utils, URI } from 'vscode-uri';
import { guardNotification, type Log } from './guard.ts';

/** The names under which our kinds of files are found in a workspace (core/document.ts judges them more closely). */
const known: readonly FileSystemWatcher[] = [
  { globPattern: '**/*.{conf,cfg,cnf,config,ini,yml,yaml,json,j2,erb,template,tmpl,tpl}' },
  { globPattern: '**/*.{conf,cfg,cnf,config}.*' },
  { globPattern: '**/*.{pem,crt,cer,key,csr,crl,keyfile}' },
  { globPattern: '**/*{key-file,keyfile}*' },
  { globPattern: '**/*.{sh,bash,service,bat,cmd,ps1}' },
  { globPattern: '**/*[dD]ockerfile*' },
];

/** Asks the client to tell of changes to the files that findings depend on. */
export class Watching {
  readonly #connection: Connection;
  readonly #log: Log;
  readonly #folders = new Set<string>();
  #canRegister = false;
  #canWatchFolders = false;

  constructor(connection: Connection, log: Log) {
    this.#connection = connection;
    this.#log = log;
  }

  /** Begins, if the client can watch, with the files of the workspace. */
  start({ workspace }: ClientCapabilities): void {
    this.#canRegister = workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    this.#canWatchFolders = workspace?.didChangeWatchedFiles?.relativePatternSupport === true;
    this.#register(known);
  }

  /** Watches the folders of files that a document names, wherever they are; each folder once. */
  watchFoldersOf(paths: readonly string[]): void {
    if (!this.#canWatchFolders) return;
    const folders = paths.map((path) => Utils.dirname(URI.file(path)).toString());
    const fresh = [...new Set(folders)].filter((folder) => !this.#folders.has(folder));
    for (const folder of fresh) this.#folders.add(folder);
    this.#register(fresh.map((baseUri) => ({ globPattern: { baseUri, pattern: '*' } })));
  }

  #register(watchers: readonly FileSystemWatcher[]): void {
    if (!this.#canRegister || watchers.length === 0) return;
    const register = guardNotification(this.#log, 'client/registerCapability', async () => {
      await this.#connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [...watchers],
      });
    });
    void register(undefined);
  }
}
