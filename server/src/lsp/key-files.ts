import { createHmac, randomBytes } from 'node:crypto';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { Utils, URI } from 'vscode-uri';
import { decodeText } from '../core/decode-text.ts';
import type { KeyNames } from '../core/editing/explain-key-file.ts';
import { detectKind } from '../core/document.ts';
import { parseConfig } from '../core/models/config.ts';
import { parseKeyFile, type KeyFile } from '../core/models/key-file.ts';
import type { Key } from '../core/models/key-text.ts';
import type { Host } from '../host/host.ts';
import { localPath } from '../host/named-files.ts';
import type { FileCache } from './file-cache.ts';
import type { Settings } from './settings.ts';
import { localPathOf, uriOfPath, type Workspace } from './workspace.ts';

/** As many files are searched; a workspace of configurations has fewer. */
const maxFiles = 5_000;
/** A keyfile or a configuration is smaller. */
const maxBytes = 1024 * 1024;

/** A keyfile on the disk. */
export interface KnownKeyFile {
  readonly path: string;
  /** Where the path leads when all links are followed. */
  readonly realPath: string;
  readonly keyFile: KeyFile;
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
  /**
   * Keys are told apart by 32 bits of an HMAC-SHA-256. Its salt is random, stays in this process and ends with it, so nobody
   * who reads a fingerprint can try keys against it, not even short ones, and it fits to no fingerprint of another session.
   */
  readonly #salt = randomBytes(32);
  #known: Promise<readonly KnownKeyFile[]> | undefined;

  constructor(context: KeyFilesContext) {
    this.#context = context;
  }

  /** A document or a file is new, changed or gone. */
  changed(): void {
    this.#known = undefined;
  }

  /** Each file once, however many paths lead to it, ordered by path. */
  all(): Promise<readonly KnownKeyFile[]> {
    return (this.#known ??= this.#find());
  }

  /** Eight hexadecimal digits, the same for keys that are one to the server. */
  fingerprint(key: Key): string {
    return createHmac('sha256', this.#salt).update(key.reveal()).digest('hex').slice(0, 8);
  }

  /** The names of keys as they are told of in the file at `uri`. */
  async namesFor(uri: string): Promise<KeyNames> {
    const own = await this.#context.host.realPath(localPathOf(uri) ?? '');
    const others = (await this.all()).filter(({ realPath }) => realPath !== own);
    return {
      fingerprint: (key) => this.fingerprint(key),
      elsewhere: (key) =>
        others
          .filter(({ keyFile }) => keyFile.yaml.keys.some((other) => other.equals(key)))
          .map(({ path }) => this.nameOf(path)),
    };
  }

  /** A path as users call it: from the folder of the workspace that it lies in. */
  nameOf(path: string): string {
    const folder = this.#context.workspace.folders.find((outer) => path.startsWith(`${outer}/`));
    return folder === undefined ? path : path.slice(folder.length + 1);
  }

  async #find(): Promise<readonly KnownKeyFile[]> {
    const { files, host } = this.#context;
    const found = new Map<string, KnownKeyFile>();
    for (const path of await this.#paths()) {
      const fact = await files.read(path, maxBytes);
      if (fact.state !== 'present') continue;
      const realPath = (await host.realPath(path)) ?? path;
      if (!found.has(realPath))
        found.set(realPath, { path, realPath, keyFile: parseKeyFile(decodeText(fact.bytes)) });
    }
    return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  async #paths(): Promise<Set<string>> {
    const { workspace, host, openDocuments } = this.#context;
    const paths = new Set<string>();
    const look = async (uri: string, text: () => Promise<string>): Promise<void> => {
      const name = Utils.basename(URI.parse(uri));
      // most files are none of ours by their name, and are not opened
      const byName = detectKind(name, '');
      if (byName !== 'config' && byName !== 'keyfile' && !name.endsWith('.key')) return;
      const content = await text();
      const kind = detectKind(name, content);
      if (kind === 'keyfile') paths.add(localPathOf(uri) ?? '');
      if (kind === 'config') for (const path of await this.#namedIn(uri, content)) paths.add(path);
    };
    for (const document of openDocuments()) {
      const path = localPathOf(document.uri);
      if (document.languageId === 'mongodb-keyfile' && path !== undefined) paths.add(path);
      else await look(document.uri, () => Promise.resolve(document.getText()));
    }
    let count = 0;
    for (const folder of workspace.folders) {
      for await (const path of host.list(folder, () => undefined)) {
        if (++count > maxFiles) return paths;
        await look(uriOfPath(path), () => this.#textOf(path));
      }
    }
    return paths;
  }

  async #textOf(path: string): Promise<string> {
    const fact = await this.#context.host.read(path, maxBytes);
    return fact.state === 'present' ? decodeText(fact.bytes) : '';
  }

  async #namedIn(uri: string, text: string): Promise<string[]> {
    const config = parseConfig(text, { fileName: Utils.basename(URI.parse(uri)) });
    const named = config.textOf('security.keyFile') ?? '';
    if (named === '') return [];
    const lookup = this.#context.workspace.lookup(uri, await this.#context.settingsOf(uri));
    return [localPath(named, lookup)];
  }
}
