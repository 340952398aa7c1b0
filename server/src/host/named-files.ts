import type { FileFact } from '../core/facts/facts.ts';
import { limits, type Host } from './host.ts';

/** Where the files that a document names are looked for. */
export interface Lookup {
  /** The folder of the document; relative paths are tried from there. */
  readonly baseFolder: string;
  /** Server path prefix to local folder (setting `mongodbTls.pathMap`). The longest prefix wins. */
  readonly pathMap: Readonly<Record<string, string>>;
  /** False for a path that must not be touched: outside the workspace in an untrusted one. */
  readonly mayRead: (path: string) => boolean;
}

/**
 * The local path of a file as a document names it: through the path map, else the path itself, relative ones from the
 * document's folder.
 */
export function localPath(path: string, lookup: Lookup): string {
  return mappedPath(path, lookup) ?? absolute(path, lookup);
}

/** The local path of a file that the path map leads to; undefined for one that it does not know. */
export function mappedPath(path: string, lookup: Lookup): string | undefined {
  const prefix = Object.keys(lookup.pathMap)
    .filter((key) => path.startsWith(key) && endsName(key, path))
    .sort((a, b) => b.length - a.length)[0];
  if (prefix === undefined) return undefined;
  return absolute(join(lookup.pathMap[prefix] ?? '', slashes(path).slice(prefix.length)), lookup);
}

function absolute(path: string, { baseFolder }: Lookup): string {
  return isAbsolute(path) ? path : join(baseFolder, path);
}

/** Reads each path once, those of keyfiles up to the size of one. The map's keys are the paths as given. */
export async function readNamedFiles(
  paths: readonly string[],
  lookup: Lookup,
  host: Pick<Host, 'read'>,
  keyFiles: ReadonlySet<string> = new Set(),
): Promise<Map<string, FileFact>> {
  const entries = paths.map(async (path): Promise<[string, FileFact]> => {
    const local = localPath(path, lookup);
    const limit = keyFiles.has(path) ? limits.keyFile : limits.pem;
    return [path, lookup.mayRead(local) ? await host.read(local, limit) : { state: 'skipped' }];
  });
  return new Map(await Promise.all(entries));
}

/** A host that reads each file once: many configurations name the same files. */
export function readingOnce(host: Pick<Host, 'read'>): Pick<Host, 'read'> {
  const known = new Map<string, Promise<FileFact>>();
  return {
    read: (path, maxBytes) => {
      const key = `${maxBytes} ${path}`;
      const present = known.get(key);
      if (present) return present;
      const fact = host.read(path, maxBytes);
      known.set(key, fact);
      return fact;
    },
  };
}

/** Whether a prefix of a path ends where a name in it ends. */
function endsName(prefix: string, path: string): boolean {
  return /[\\/]$/.test(prefix) || /^([\\/]|$)/.test(path.slice(prefix.length));
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path) || path.startsWith('\\\\');
}

/** A path of Windows with slashes, which it takes, too. */
function slashes(path: string): string {
  return /^(?:[A-Za-z]:|\\\\)/.test(path) ? path.replaceAll('\\', '/') : path;
}

function join(folder: string, rest: string): string {
  const left = folder.replace(/(?<![\\/])[\\/]+$/, '');
  const right = rest.replace(/^[\\/]+/, '').replace(/^(\.[\\/])+/, '');
  return right === '' ? left : `${left}/${right}`;
}
