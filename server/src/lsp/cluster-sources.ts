import { mayTellOfClusters, isScript } from '../core/documents/file-names.ts';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { HostSource } from '../core/cluster/clusters.ts';
import type { ServerSource } from '../core/cluster/server-source.ts';
import { ofVersion, readServerFile, type ServerFile } from '../core/cluster/server-documents.ts';
import { startedMembers } from '../core/cluster/started-members.ts';
import { factsOfServer, type StartedServer } from '../core/deployment/started-server.ts';
import type { HostFile } from '../core/embedded/host-file.ts';
import { initiatedSets, type HostList } from '../core/deployment/initiated-sets.ts';
import { decodeDocument } from '../core/documents/decode-document.ts';
import type { Host } from '../host/host.ts';
import { maxLength, type Analyses } from './analysis.ts';
import { baseName } from './file-kind.ts';
import type { Settings } from './settings.ts';
import { localPathOf, uriOfPath, type Workspace } from './workspace.ts';
import { workspaceFiles } from './workspace-files.ts';

/** Scripts of the shell name the members of sets; a larger one is a program. */
const mostScriptBytes = 64 * 1024;

export interface ClusterSourcesContext {
  readonly host: Pick<Host, 'list' | 'read'>;
  readonly workspace: Workspace;
  readonly analyses: Analyses;
  readonly settingsOf: (uri: string) => Promise<Settings>;
  readonly openDocument: (uri: string) => TextDocument | undefined;
  /** The servers that a file starts, with the files that they read. */
  readonly startedIn: (location: string, file: HostFile) => Promise<readonly StartedServer[]>;
}

/** What a file of the workspace says of clusters; its servers are made anew when the text or a named file changes. */
interface KnownFile extends ServerFile {
  readonly text: string;
  readonly lists: readonly HostList[];
  sources: readonly ServerSource[];
  generation: number;
}

/** The servers of a workspace as they are in the editor, else as they are saved. Walks the folders once, then follows changes. */
export class ClusterSources {
  readonly #context: ClusterSourcesContext;
  readonly #files = new Map<string, KnownFile>();
  /** The saved texts of files that may have to do with clusters; undefined: to be read. */
  readonly #saved = new Map<string, string | undefined>();
  #isWalked = false;

  constructor(context: ClusterSourcesContext) {
    this.#context = context;
  }

  /** Files changed, came up or went away; without URIs any may have. */
  changed(uris?: readonly string[]): void {
    if (!uris) {
      this.#saved.clear();
      this.#isWalked = false;
      return;
    }
    for (const uri of uris) if (mayTellOfClusters(baseName(uri))) this.#saved.set(uri, undefined);
  }

  /** All servers and what scripts say of their sets. */
  async read(): Promise<{ sources: ServerSource[]; hostSources: HostSource[] }> {
    if (!this.#isWalked) await this.#walk();
    const hostSources: HostSource[] = [];
    const files = new Map<string, KnownFile>();
    const started: StartedServer[] = [];
    for (const uri of this.#saved.keys()) {
      const file = await this.#fileOf(uri);
      if (!file) continue;
      files.set(uri, file);
      if (file.lists.length > 0)
        hostSources.push({ path: partsOf(uri), given: this.#given(uri), lists: file.lists });
      const location = localPathOf(uri);
      if (file.starting && location !== undefined)
        started.push(...(await this.#context.startedIn(location, file.starting)));
    }
    const { members, read, configs } = startedMembers(started);
    const isRead = new Set([...read].map(uriOfPath));
    const sources: ServerSource[] = [];
    for (const [uri, file] of files) {
      const own = await this.#sourcesOf(uri, file);
      sources.push(
        ...own.filter(({ config, within }) => !configs.has(config) && (within ?? !isRead.has(uri))),
      );
    }
    for (const { server, location, config, ...around } of members) {
      const uri = uriOfPath(location);
      const { facts } = await this.#context.analyses.factsOf({ uri, isOpen: false }, config);
      sources.push({
        ...this.#shown(uri),
        config,
        facts: factsOfServer(server, facts, config.version),
        ...around,
      });
    }
    return { sources, hostSources };
  }

  async #walk(): Promise<void> {
    this.#isWalked = true;
    for await (const path of workspaceFiles(this.#context)) {
      const uri = uriOfPath(path);
      if (mayTellOfClusters(baseName(uri)) && !this.#saved.has(uri)) this.#saved.set(uri, undefined);
    }
  }

  async #fileOf(uri: string): Promise<KnownFile | undefined> {
    const text = this.#context.openDocument(uri)?.getText() ?? (await this.#savedText(uri));
    if (text === undefined) {
      this.#files.delete(uri);
      return undefined;
    }
    return this.#understood(uri, text);
  }

  /** What a text says; it is looked at once as long as it stays the same. */
  #understood(uri: string, text: string): KnownFile {
    const known = this.#files.get(uri);
    if (known?.text === text) return known;
    const isRead = !isScript(uri) && text.length <= maxLength;
    const said: ServerFile = isRead ? readServerFile(baseName(uri), text, false) : { servers: [] };
    const file = { text, ...said, lists: initiatedSets(text), sources: [], generation: -1 };
    this.#files.set(uri, file);
    return file;
  }

  async #savedText(uri: string): Promise<string | undefined> {
    const known = this.#saved.get(uri);
    if (known !== undefined) return known;
    const path = localPathOf(uri);
    if (path === undefined) return undefined;
    const fact = await this.#context.host.read(path, isScript(path) ? mostScriptBytes : maxLength);
    if (fact.state !== 'present') {
      this.#saved.delete(uri);
      return undefined;
    }
    const text = decodeDocument(fact.bytes, undefined, 'linux');
    // of most files of a workspace nothing need be kept
    const { servers, starting, lists } = this.#understood(uri, text);
    const isOurs = servers.length > 0 || lists.length > 0 || starting !== undefined;
    this.#saved.set(uri, isOurs ? text : '');
    return isOurs ? text : '';
  }

  async #sourcesOf(uri: string, file: KnownFile): Promise<readonly ServerSource[]> {
    const { analyses } = this.#context;
    if (file.generation === analyses.generation) return file.sources;
    file.generation = analyses.generation;
    file.sources = await Promise.all(
      file.servers.map(async ({ config, version, ...around }): Promise<ServerSource> => {
        const { facts } = await analyses.factsOf({ uri, isOpen: false }, config);
        return { ...this.#shown(uri), config, facts: ofVersion(version, facts), ...around };
      }),
    );
    return file.sources;
  }

  #shown(uri: string): Pick<ServerSource, 'file' | 'path' | 'given'> {
    return { file: uri, path: partsOf(uri), given: this.#given(uri) };
  }

  #given(uri: string): number {
    const path = localPathOf(uri);
    const folder = path === undefined ? undefined : this.#context.workspace.folderOf(path);
    return folder === undefined ? 0 : partsOf(uriOfPath(folder)).length;
  }
}

function partsOf(uri: string): string[] {
  return URI.parse(uri).path.split('/');
}
