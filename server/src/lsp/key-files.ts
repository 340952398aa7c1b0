import type { TextDocument } from 'vscode-languageserver-textdocument';
import { Utils, URI } from 'vscode-uri';
import { decodeText } from '../core/text/decode-text.ts';
import type { KeyNames } from '../core/editing/explain-key-file.ts';
import { detectKind } from '../core/documents/document.ts';
import { parseConfig } from '../core/config/config.ts';
import { parseKeyFileBytes, type KeyFile } from '../core/keyfile/key-file.ts';
import { serverFacts } from '../core/documents/server-facts.ts';
import type { ServerVersion } from '../core/server/server-version.ts';
import { limits, type Host } from '../host/host.ts';
import { localPath } from '../host/named-files.ts';
import { newFingerprints } from '../make/key-fingerprint.ts';
import type { FileCache } from './file-cache.ts';
import type { Settings } from './settings.ts';
import { localPathOf, uriOfPath, type Workspace } from './workspace.ts';

/** As many files are searched; a workspace of configurations has fewer. */
const maxFiles = 5_000;
/** A configuration that names a keyfile. */
export interface NamingConfig {
  /** As users call it. */
  readonly name: string;
  readonly version: ServerVersion;
}

/** A keyfile on the disk. */
export interface KnownKeyFile {
  readonly path: string;
  /** Where the path leads when all links are followed. */
  readonly realPath: string;
  readonly keyFile: KeyFile;
  /** The permission bits, where there are any. */
  readonly mode: number | undefined;
  readonly namedBy: readonly NamingConfig[];
}

/** A keyfile that a configuration names and that cannot be read here. */
export interface AbsentKeyFile {
  readonly path: string;
  readonly namedBy: readonly NamingConfig[];
  /** What is said of it: `is not here`. */
  readonly reason: string;
}

interface Found {
  readonly known: readonly KnownKeyFile[];
  readonly absent: readonly AbsentKeyFile[];
}

export interface KeyFilesContext {
  readonly host: Pick<Host, 'list' | 'read' | 'realPath'>;
  readonly workspace: Workspace;
  readonly files: FileCache;
  readonly settingsOf: (uri: string) => Promise<Settings>;
  readonly openDocuments: () => readonly TextDocument[];
}

/**
 * The keyfiles of the workspace: those with the name of one, those that its configurations name, and the open ones. They are
 * looked for when first asked for, and again after {@link changed}.
 */
export class KeyFiles {
  readonly #context: KeyFilesContext;
  /** A short name of a key, the same for keys that are one to the server, and of no use outside this process. */
  readonly fingerprint = newFingerprints();
  #found: Promise<Found> | undefined;

  constructor(context: KeyFilesContext) {
    this.#context = context;
  }

  /** A document or a file is new, changed or gone. */
  changed(): void {
    this.#found = undefined;
  }

  /** Each file once, however many paths lead to it, ordered by path. */
  async all(): Promise<readonly KnownKeyFile[]> {
    return (await this.#find()).known;
  }

  /** Those that configurations name and that cannot be read here, ordered by path. */
  async absent(): Promise<readonly AbsentKeyFile[]> {
    return (await this.#find()).absent;
  }

  /** The names of keys as they are told of in the file at `uri`. */
  async namesFor(uri: string): Promise<KeyNames> {
    const own = await this.#context.host.realPath(localPathOf(uri) ?? '');
    const others = (await this.all()).filter(({ realPath }) => realPath !== own);
    return {
      fingerprint: this.fingerprint,
      elsewhere: (key) =>
        others
          .filter(({ keyFile }) => keyFile.yaml.keys.some((other) => other.equals(key)))
          .map(({ path }) => this.nameOf(path)),
    };
  }

  /** A path as users call it: from the folder of the workspace that it lies in. */
  nameOf(path: string): string {
    const folder = this.#context.workspace.folders.find(
      (outer) => path.startsWith(outer) && /[\\/]/.test(path.charAt(outer.length)),
    );
    return folder === undefined ? path : path.slice(folder.length + 1);
  }

  #find(): Promise<Found> {
    return (this.#found ??= this.#search());
  }

  async #search(): Promise<Found> {
    const { files, host } = this.#context;
    const known = new Map<string, KnownKeyFile>();
    const absent: AbsentKeyFile[] = [];
    for (const [path, namedBy] of await this.#paths()) {
      const fact = await files.read(path, limits.keyFile);
      if (fact.state === 'present') {
        const realPath = (await host.realPath(path)) ?? path;
        const found = known.get(realPath);
        known.set(realPath, {
          path: found?.path ?? path,
          realPath,
          keyFile: found?.keyFile ?? parseKeyFileBytes(fact.bytes),
          mode: fact.mode,
          namedBy: [...(found?.namedBy ?? []), ...namedBy],
        });
      } else if (namedBy.length > 0) {
        const reason = fact.state === 'unreadable' ? `could not be read (${fact.reason})` : 'is not here';
        absent.push({ path, namedBy, reason });
      }
    }
    return { known: [...known.values()].sort(byPath), absent: absent.sort(byPath) };
  }

  /** Where keyfiles may be, each path with the configurations that name it. */
  async #paths(): Promise<Map<string, NamingConfig[]>> {
    const { workspace, host, openDocuments } = this.#context;
    const paths = new Map<string, NamingConfig[]>();
    const add = (path: string, ...namedBy: NamingConfig[]): void => {
      paths.set(path, [...(paths.get(path) ?? []), ...namedBy]);
    };
    const look = async (uri: string, text: () => Promise<string>): Promise<void> => {
      const name = Utils.basename(URI.parse(uri));
      // most files are none of ours by their name, and are not opened
      const byName = detectKind(name, '');
      if (byName !== 'config' && byName !== 'keyfile' && !name.endsWith('.key')) return;
      const content = await text();
      const kind = detectKind(name, content);
      if (kind === 'keyfile') add(localPathOf(uri) ?? '');
      const named = kind === 'config' ? await this.#namedIn(uri, content) : undefined;
      if (named) add(named.path, named.by);
    };
    const open = new Set<string | undefined>();
    for (const document of openDocuments()) {
      const path = localPathOf(document.uri);
      open.add(path);
      if (document.languageId === 'mongodb-keyfile' && path !== undefined) add(path);
      else await look(document.uri, () => Promise.resolve(document.getText()));
    }
    let count = 0;
    for (const folder of workspace.folders) {
      for await (const path of host.list(folder, () => undefined)) {
        if (++count > maxFiles) return paths;
        if (!open.has(path)) await look(uriOfPath(path), () => this.#textOf(path));
      }
    }
    return paths;
  }

  async #textOf(path: string): Promise<string> {
    const fact = await this.#context.host.read(path, limits.keyFile);
    return fact.state === 'present' ? decodeText(fact.bytes) : '';
  }

  async #namedIn(uri: string, text: string): Promise<{ path: string; by: NamingConfig } | undefined> {
    const { workspace, settingsOf } = this.#context;
    const config = parseConfig(text, { fileName: Utils.basename(URI.parse(uri)) });
    const named = config.textOf('security.keyFile') ?? '';
    if (named === '') return undefined;
    const settings = await settingsOf(uri);
    const name = this.nameOf(localPathOf(uri) ?? uri);
    const { serverVersion: version } = serverFacts(config, settings.serverVersion);
    return { path: localPath(named, workspace.lookup(uri, settings)), by: { name, version } };
  }
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}
