import { URI, Utils } from 'vscode-uri';
import type { StartedServer } from '../core/deployment/started-server.ts';
import type { ServerStart } from '../core/deployment/server-start.ts';
import { startSignature } from '../core/deployment/start-signature.ts';
import { startsOfFile } from '../core/deployment/starts-of-file.ts';
import type { FileDocument } from '../core/embedded/host-file.ts';
import type { FileFact } from '../core/facts/facts.ts';
import { configurationPlace, startedServers, type KnownFile } from '../host/started-servers.ts';
import type { FileCache } from './file-cache.ts';
import type { Settings } from './settings.ts';
import { comparable, uriOfPath, type Workspace } from './workspace.ts';

/** Between two letters of somebody who types there is less. */
const typingPauseMs = 150;

export interface WorkspaceServersContext {
  readonly files: Pick<FileCache, 'read'>;
  readonly workspace: Pick<Workspace, 'lookup'>;
  readonly settingsOf: (uri: string) => Promise<Settings>;
  /** Something changed in an editor that servers of other files depend on. */
  readonly onChanged: () => void;
  /** Told the files that the servers of a document read. */
  readonly onRead: (uri: string, paths: readonly string[]) => void;
}

/** The servers that the files of the workspace start: as they are in editors, else as they are saved. */
export class WorkspaceServers {
  readonly #context: WorkspaceServersContext;
  /** By {@link comparable} path. */
  readonly #saved = new Map<string, KnownFile>();
  readonly #open = new Map<string, KnownFile>();
  /** The {@link comparable} paths of all configurations that servers were found to read. */
  readonly #read = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isNews = false;

  constructor(context: WorkspaceServersContext) {
    this.#context = context;
  }

  /** Takes a document as it is in an editor; undefined for one that is closed. */
  learnOpen(location: string, document: FileDocument | undefined): void {
    const path = comparable(location);
    const known = this.#open.get(path) ?? this.#saved.get(path);
    if (!known && !document) return;
    if (document) this.#open.set(path, { location, document });
    else {
      this.#open.delete(path);
      this.#context.onRead(uriOfPath(location), []);
    }
    const isDifferent = !known || !document || startSignature(known.document) !== startSignature(document);
    if (isDifferent && this.#isPart(path, known?.document, document)) this.#changedSoon();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Somebody who types is not followed letter by letter. */
  #changedSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#context.onChanged, typingPauseMs);
  }

  /** Takes a file as it is saved; undefined for one that is gone. */
  learnSaved(location: string, document: FileDocument | undefined): void {
    const path = comparable(location);
    const known = this.#saved.get(path);
    const next = document && namesOthers(document) ? document : undefined;
    if (next) this.#saved.set(path, { location, document: next });
    else this.#saved.delete(path);
    const before = known && startSignature(known.document);
    if (before !== (next && startSignature(next))) this.#isNews = true;
  }

  /** Whether saved files were found to say something new since the last call. */
  takeNews(): boolean {
    const isNews = this.#isNews;
    this.#isNews = false;
    return isNews;
  }

  /** The servers that a document starts, and those that read a configuration in it. */
  async of(location: string, document: FileDocument): Promise<StartedServer[]> {
    const own = { location, document };
    const read: string[] = [];
    const servers = startsOfFile(document).servers.length > 0 ? await this.#started(own, own, read) : [];
    const path = comparable(location);
    for (const file of this.#files()) {
      if (comparable(file.location) === path || startsOfFile(file.document).servers.length === 0) continue;
      const found = await this.#started(file, own, read);
      servers.push(...found.filter(({ configuration }) => isAt(configuration?.location, location)));
    }
    for (const { configuration } of servers) {
      if (configuration) this.#read.add(comparable(configuration.location));
    }
    this.#context.onRead(uriOfPath(location), read);
    return servers;
  }

  /** The servers that a file starts, whoever reads it; for those who judge many files at once. */
  async startedIn(location: string, document: FileDocument): Promise<StartedServer[]> {
    const own = { location, document };
    return this.#started(own, own, []);
  }

  /** The servers of a file; where it is not `own`, those only that may read a configuration in that. */
  async #started(file: KnownFile, own: KnownFile, read: string[]): Promise<StartedServer[]> {
    const { files, workspace, settingsOf } = this.#context;
    const uri = uriOfPath(file.location);
    const settings = await settingsOf(uri);
    const lookup = workspace.lookup(uri, settings);
    const isWanted = (start: ServerStart): boolean => {
      if (file === own) return true;
      const place = configurationPlace(start, lookup);
      // where it is mounted may stand in the file that overrides this one
      if (place === undefined && start.service && start.configPath !== undefined) return true;
      if (place === 'beside') {
        // a kustomization may take it from a file further down
        return own.document.kind === 'host'
          ? folderOf(file) === folderOf(own)
          : own.document.kind === 'config' && folderOf(own).startsWith(folderOf(file));
      }
      return isAt(place?.path, own.location);
    };
    return startedServers(
      file,
      {
        lookup,
        platform: settings.platform,
        read: (path: string, maxBytes: number): Promise<FileFact> => {
          read.push(path);
          return files.read(path, maxBytes);
        },
        known: (path) => {
          return isAt(path, own.location) ? own.document : this.#open.get(comparable(path))?.document;
        },
        beside: () => this.#beside(file, own),
      },
      isWanted,
    );
  }

  #beside(file: KnownFile, own: KnownFile): KnownFile[] {
    const others = [...this.#files()].filter(
      (each) => !isAt(each.location, own.location) && each.location !== file.location,
    );
    return [own, ...others].filter((each) => each !== file && folderOf(each) === folderOf(file));
  }

  /** The files that have to do with others, each as it is in an editor, else as it is saved. */
  *#files(): Iterable<KnownFile> {
    for (const file of this.#open.values()) if (namesOthers(file.document)) yield file;
    for (const [path, file] of this.#saved) if (!this.#open.has(path)) yield file;
  }

  /** Whether a document, before or after a change, is a part of a server that stands in another file, too. */
  #isPart(path: string, ...states: readonly (FileDocument | undefined)[]): boolean {
    if (![...this.#open.keys()].some((open) => open !== path)) return false;
    return this.#read.has(path) || states.some((state) => state && namesOthers(state));
  }
}

/** Whether servers of a file may read configurations in others, or those of others its own. */
function namesOthers(document: FileDocument): boolean {
  const { servers, data } = startsOfFile(document);
  return data.length > 0 || servers.some(({ configPath }) => configPath !== undefined);
}

function isAt(path: string | undefined, other: string): boolean {
  return path !== undefined && comparable(path) === comparable(other);
}

function folderOf({ location }: KnownFile): string {
  return comparable(Utils.dirname(URI.file(location)).fsPath);
}
