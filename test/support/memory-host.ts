import type { FileFact } from '../../server/src/core/facts/facts.ts';
import type { Host, Replacement } from '../../server/src/host/host.ts';

export interface MemoryFile {
  readonly content: string | Uint8Array;
  readonly mode?: number;
}

/** A host whose disk is a map. A file given as `-> path` is a link. Time stands still at 2026-11-22. */
export class MemoryHost implements Host {
  readonly files = new Map<string, MemoryFile>();
  /** Every path that was read, in order. */
  readonly reads: string[] = [];
  /** What writing to a path answers instead. */
  readonly unwritable = new Map<string, string>();
  /** While set, reads wait for it. */
  gate: Promise<void> | undefined;

  constructor(files: Readonly<Record<string, string | MemoryFile>> = {}) {
    for (const [path, file] of Object.entries(files)) this.write(path, file);
  }

  write(path: string, file: string | MemoryFile): void {
    this.files.set(path, typeof file === 'string' ? { content: file } : file);
  }

  async read(path: string, maxBytes: number): Promise<FileFact> {
    this.reads.push(path);
    await this.gate;
    const file = this.files.get((await this.realPath(path)) ?? path);
    if (!file) return { state: 'missing' };
    const bytes = typeof file.content === 'string' ? new TextEncoder().encode(file.content) : file.content;
    if (bytes.length > maxBytes) return { state: 'unreadable', reason: 'is too large' };
    return {
      state: 'present',
      location: path,
      bytes,
      ...(file.mode === undefined ? {} : { mode: file.mode }),
    };
  }

  async *list(
    folder: string,
    _onProblem?: (path: string, reason: string) => void,
    isLeftOut: (path: string) => boolean = () => false,
  ): AsyncIterable<string> {
    for (const path of [...this.files.keys()].sort()) {
      if (!path.startsWith(`${folder}/`) || this.#target(path) !== undefined) continue;
      const names = path.slice(folder.length + 1).split('/');
      if (names.some((_, index) => isLeftOut([folder, ...names.slice(0, index + 1)].join('/')))) continue;
      yield await Promise.resolve(path);
    }
  }

  namesIn(folder: string, limit: number): Promise<string[]> {
    const names = [...this.files.keys()].flatMap((path) =>
      path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : [],
    );
    return Promise.resolve(names.filter((name) => !name.includes('/')).slice(0, limit));
  }

  realPath(path: string): Promise<string | undefined> {
    const target = this.#target(path) ?? path;
    return Promise.resolve(this.files.has(target) || this.#isFolder(target) ? target : undefined);
  }

  async stat(path: string): Promise<'file' | 'folder' | 'missing'> {
    const real = (await this.realPath(path)) ?? '';
    return this.files.has(real) ? 'file' : real === '' ? 'missing' : 'folder';
  }

  async replace(path: string, content: Uint8Array, how: Replacement): Promise<string | undefined> {
    const real = (await this.realPath(path)) ?? path;
    const refused = this.unwritable.get(real);
    if (refused !== undefined) return refused;
    const present = this.files.get(real);
    if ('before' in how && !Buffer.from(present?.content ?? '').equals(how.before))
      return 'has changed in the meantime';
    const kept = 'mode' in how ? how.mode : present?.mode;
    this.files.set(real, { content, ...(kept === undefined ? {} : { mode: kept }) });
    return undefined;
  }

  create(path: string, content: Uint8Array, mode: number): Promise<string | undefined> {
    if (this.files.has(path)) return Promise.resolve('is there already and was left as it is');
    const refused = this.unwritable.get(path);
    if (refused === undefined) this.files.set(path, { content, mode });
    return Promise.resolve(refused);
  }

  remove(path: string): Promise<string | undefined> {
    return Promise.resolve(this.files.delete(path) ? undefined : 'could not be removed');
  }

  /** The text of a file, as it is now. */
  text(path: string): string {
    const content = this.files.get(path)?.content ?? '';
    return typeof content === 'string' ? content : new TextDecoder().decode(content);
  }

  now(): number {
    return Date.UTC(2026, 10, 22);
  }

  #isFolder(path: string): boolean {
    return [...this.files.keys()].some((file) => file.startsWith(`${path}/`));
  }

  #target(path: string): string | undefined {
    const content = this.files.get(path)?.content;
    return typeof content === 'string' && content.startsWith('-> ') ? content.slice(3) : undefined;
  }
}
