import {
  DidChangeWatchedFilesNotification,
  type ClientCapabilities,
  type Connection,
  type Disposable,
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

/** Each watcher is one of the operating system's; the files of one deployment lie in a handful of folders. */
const maxFolders = 200;

/** Asks the client to tell of changes to the files that findings depend on. */
export class Watching {
  readonly #connection: Connection;
  readonly #log: Log;
  /** The folders whose files each document names. */
  readonly #wanted = new Map<string, ReadonlySet<string>>();
  readonly #watched = new Map<string, Disposable | undefined>();
  #canRegister = false;
  #canWatchFolders = false;
  #isAtWork = false;

  constructor(connection: Connection, log: Log) {
    this.#connection = connection;
    this.#log = log;
  }

  /** Begins, if the client can watch, with the files of the workspace. */
  start({ workspace }: ClientCapabilities): void {
    this.#canRegister = workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    this.#canWatchFolders =
      this.#canRegister && workspace?.didChangeWatchedFiles?.relativePatternSupport === true;
    if (this.#canRegister) void this.#register(known);
  }

  /** Watches the folders of the files that a document names, wherever they are, and no longer those that it named before. */
  watchFoldersOf(document: string, paths: readonly string[]): void {
    if (!this.#canWatchFolders) return;
    if (paths.length === 0) this.#wanted.delete(document);
    else {
      const folders = paths.map((path) => Utils.dirname(URI.file(path)).toString());
      this.#wanted.set(document, new Set(folders));
    }
    void this.#catchUp();
  }

  /** One change at a time: a path that is being typed has gone on by the time that the client has answered. */
  async #catchUp(): Promise<void> {
    if (this.#isAtWork) return;
    this.#isAtWork = true;
    for (let next = this.#nextChange(); next; next = this.#nextChange()) await next();
    this.#isAtWork = false;
  }

  #nextChange(): (() => Promise<void>) | undefined {
    const wanted = new Set(
      [...this.#wanted.values()].flatMap((folders) => [...folders]).slice(0, maxFolders),
    );
    const old = [...this.#watched.keys()].find((folder) => !wanted.has(folder));
    if (old !== undefined) {
      return () => {
        const watcher = this.#watched.get(old);
        this.#watched.delete(old);
        return this.#guarded('client/unregisterCapability', () => watcher?.dispose());
      };
    }
    const fresh = [...wanted].find((folder) => !this.#watched.has(folder));
    if (fresh === undefined) return undefined;
    return async () => {
      this.#watched.set(fresh, await this.#register([{ globPattern: { baseUri: fresh, pattern: '*' } }]));
    };
  }

  /** undefined where the client refuses. */
  async #register(watchers: readonly FileSystemWatcher[]): Promise<Disposable | undefined> {
    let registered: Disposable | undefined;
    await this.#guarded('client/registerCapability', async () => {
      registered = await this.#connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [...watchers],
      });
    });
    return registered;
  }

  #guarded(name: string, act: () => void | Promise<void>): Promise<void> {
    return guardNotification(this.#log, name, act)(undefined);
  }
}
