import { URI, Utils } from 'vscode-uri';
import type { Lookup } from '../host/named-files.ts';
import type { Settings } from './settings.ts';

/** The folders that are open, and whether the user trusts them. */
export class Workspace {
  folders: readonly string[] = [];
  trusted = false;

  /** Adds and takes away folders, given as URIs; only those on a disk count. */
  changeFolders(added: readonly string[], removed: readonly string[] = []): void {
    const gone = new Set(removed.map(localPathOf));
    const stay = this.folders.filter((folder) => !gone.has(folder));
    this.folders = [...new Set([...stay, ...added.flatMap((uri) => localPathOf(uri) ?? [])])];
  }

  /** Whether a path may be touched by its name. Where links lead is {@link FileCache}'s to check. */
  mayRead(path: string): boolean {
    return this.trusted || isInside(path, this.folders);
  }

  /** The folder that holds a path, the innermost one where folders lie in each other. */
  folderOf(path: string): string | undefined {
    const around = this.folders.filter((folder) => isInside(path, [folder]));
    return around.sort((a, b) => b.length - a.length)[0];
  }

  /** Where the files that a document names are looked for. */
  lookup(uri: string, { pathMap }: Settings): Lookup {
    const parsed = URI.parse(uri);
    const baseFolder = parsed.scheme === 'file' ? Utils.dirname(parsed).fsPath : (this.folders[0] ?? '/');
    return { baseFolder, pathMap, mayRead: (path) => this.mayRead(path) };
  }
}

/** The path of a document on this machine's disk; undefined for one that is not on it. */
export function localPathOf(uri: string): string | undefined {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? parsed.fsPath : undefined;
}

/** The URI of a path on this machine. */
export function uriOfPath(path: string): string {
  return URI.file(path).toString();
}

/** Whether a path lies in one of the folders once `.` and `..` are gone. */
export function isInside(path: string, folders: readonly string[]): boolean {
  const segments = segmentsOf(path);
  return folders.some((folder) => {
    const outer = segmentsOf(folder);
    return outer.length <= segments.length && outer.every((segment, index) => segment === segments[index]);
  });
}

/** One text for all spellings of a path, `.` and `..` in it and on Windows upper and lower case; links are not followed. */
export function comparable(path: string): string {
  return segmentsOf(path).join('/');
}

function segmentsOf(path: string): string[] {
  const isWindows = /^([A-Za-z]:|\\\\)/.test(path);
  const result: string[] = [];
  // upper and lower case are one on Windows; a backslash parts nothing elsewhere
  for (const segment of isWindows ? path.toLowerCase().split(/[\\/]/) : path.split('/')) {
    if (segment === '..') result.pop();
    else if (segment !== '.' && segment !== '') result.push(segment);
  }
  return path.startsWith('\\\\') ? ['\\\\', ...result] : result;
}
