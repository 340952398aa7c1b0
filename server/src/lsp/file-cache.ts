import type { FileFact } from '../core/facts/facts.ts';
import type { Host } from '../host/host.ts';
import { isInside, type Workspace } from './workspace.ts';

/**
 * Reads each file that documents name once and keeps the answer until a watcher says that the file changed. In a workspace that
 * is not trusted nothing outside its folders is read, not by a link either.
 */
export class FileCache {
  readonly #host: Pick<Host, 'read' | 'realPath'>;
  readonly #workspace: Workspace;
  readonly #facts = new Map<string, Promise<FileFact>>();

  constructor(host: Pick<Host, 'read' | 'realPath'>, workspace: Workspace) {
    this.#host = host;
    this.#workspace = workspace;
  }

  /** As {@link Host.read}; `skipped` for what may not be read. */
  read(path: string, maxBytes: number): Promise<FileFact> {
    const known = this.#facts.get(path);
    if (known) return known;
    const fact = this.#readAllowed(path, maxBytes);
    this.#facts.set(path, fact);
    return fact;
  }

  /** Drops what is known of a file, or of all files below a folder; tells whether anything was. */
  forget(path: string): boolean {
    let found = false;
    for (const known of this.#facts.keys()) {
      if (isInside(known, [path])) found = this.#facts.delete(known);
    }
    return found;
  }

  clear(): void {
    this.#facts.clear();
  }

  async #readAllowed(path: string, maxBytes: number): Promise<FileFact> {
    if (!this.#workspace.mayRead(path)) return { state: 'skipped' };
    if (!this.#workspace.trusted) {
      const real = await this.#host.realPath(path);
      if (real === undefined) return { state: 'missing' };
      const folders = await Promise.all(this.#workspace.folders.map((folder) => this.#host.realPath(folder)));
      if (
        !isInside(
          real,
          folders.filter((folder) => folder !== undefined),
        )
      )
        return { state: 'skipped' };
    }
    return this.#host.read(path, maxBytes);
  }
}
