import { basename, join, relative, resolve } from 'node:path';
import { mayBeKnown } from '../core/documents/file-names.ts';
import { UsageError, type Io } from './io.ts';
import { leftOut } from './left-out.ts';

/** A file to read. */
export interface Target {
  /** As the user named it, or below the folder the user named. */
  readonly path: string;
  readonly absolute: string;
  /** Named by the user itself, so it is linted whatever its name. */
  readonly named: boolean;
}

/**
 * The files that arguments name: a file as it is, a folder searched by the names that the product knows (or those that `isWanted`), without what the globs
 * of `exclude` and of the settings leave out. Problems go to `onProblem` with the path and what is wrong with it.
 */
export async function* targets(
  paths: readonly string[],
  io: Io,
  onProblem: (path: string, reason: string) => void,
  exclude: readonly string[] = [],
  isWanted: (baseName: string) => boolean = mayBeKnown,
): AsyncIterable<Target> {
  for (const path of paths) {
    // an empty variable of a script must not mean the whole folder
    if (path === '') throw new UsageError('a path is empty; write . for this folder');
    const absolute = resolve(io.cwd, path);
    const kind = await io.host.stat(absolute);
    if (kind === 'missing') onProblem(path, 'no such file or folder');
    if (kind === 'other') onProblem(path, 'is neither a regular file nor a folder, or cannot be reached');
    if (kind === 'file') yield { path, absolute, named: true };
    if (kind === 'folder') {
      const shown = (found: string) => join(path, relative(absolute, found));
      const report = (found: string, reason: string) => {
        onProblem(shown(found), reason);
      };
      const isLeftOut = await leftOut(absolute, exclude, io);
      for await (const found of io.host.list(absolute, report, isLeftOut)) {
        if (isWanted(basename(found))) yield { path: shown(found), absolute: found, named: false };
      }
    }
  }
}
