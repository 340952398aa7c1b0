import { randomUUID } from 'node:crypto';
import { chmod, mkdir, open, opendir, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FileFact } from '../core/facts/facts.ts';
import { tooLarge, type Host } from './host.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'is a directory',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function reasonOf(error: unknown): string {
  return reasons[codeOf(error)] ?? (error instanceof Error ? error.message : String(error));
}

async function read(path: string, maxBytes: number): Promise<FileFact> {
  let file;
  let mode: number | undefined;
  try {
    const info = await stat(path);
    if (info.isDirectory()) return { state: 'unreadable', reason: 'is a directory' };
    // a FIFO or a device could block for ever or never end
    if (!info.isFile()) return { state: 'unreadable', reason: 'is not a regular file' };
    if (info.size > maxBytes) return { state: 'unreadable', reason: tooLarge(info.size, maxBytes) };
    if (process.platform !== 'win32') mode = info.mode & 0o777;
    file = await open(path, 'r');
    const bytes = new Uint8Array(await file.readFile());
    return {
      state: 'present',
      location: path,
      bytes,
      ...(mode === undefined ? {} : { mode }),
    };
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { state: 'missing' }
      : { state: 'unreadable', reason: reasonOf(error), ...(mode === undefined ? {} : { mode }) };
  } finally {
    await file?.close();
  }
}

/** Whom a file belongs to, and what they may do with it. */
interface Access {
  readonly mode: number;
  readonly owner?: { readonly uid: number; readonly gid: number };
}

/** Writes a new file beside another, down to the disk, and answers with its path. What fails leaves nothing behind. */
async function writeBeside(target: string, bytes: Uint8Array, { mode, owner }: Access): Promise<string> {
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  const file = await open(temporary, 'wx', mode);
  try {
    try {
      await file.writeFile(bytes);
      if (owner) await keepOwner(file, mode, owner);
      // the umask may have taken bits away, and so does a new owner
      await file.chmod(mode);
      await file.sync();
    } finally {
      await file.close();
    }
    return temporary;
  } catch (error) {
    await discard(temporary);
    throw error;
  }
}

/** Clears away what a failure left. */
async function discard(path: string): Promise<void> {
  try {
    await rm(path, { force: true });
  } catch {
    // what kept it from being written is told, and matters more
  }
}

/** A server whose file suddenly belongs to somebody else could no longer read it; a group without rights loses nothing. */
async function keepOwner(
  file: FileHandle,
  mode: number,
  { uid, gid }: NonNullable<Access['owner']>,
): Promise<void> {
  const made = await file.stat();
  if (made.uid === uid && made.gid === gid) return;
  try {
    await file.chown(uid, gid);
  } catch (error) {
    if (made.uid === uid && (mode & 0o070) === 0) return;
    throw new Error(`its owner (user ${uid}, group ${gid}) could not be kept; run it as that user`, {
      cause: error,
    });
  }
}

/** A rename is on the disk only once its folder is; where a folder cannot be opened (Windows) the system sees to it. */
async function syncFolder(path: string): Promise<void> {
  let folder;
  try {
    folder = await open(dirname(path), 'r');
    await folder.sync();
  } catch {
    // the file itself is whole, before or after
  } finally {
    await folder?.close();
  }
}

async function replace(path: string, bytes: Uint8Array, newMode?: number): Promise<string | undefined> {
  let temporary: string | undefined;
  try {
    const target = await realpath(path);
    const { mode, uid, gid } = await stat(target);
    const owner = process.platform === 'win32' ? {} : { owner: { uid, gid } };
    temporary = await writeBeside(target, bytes, { mode: newMode ?? mode & 0o777, ...owner });
    // there a file that nobody may write to cannot be renamed over
    if (process.platform === 'win32') await chmod(target, 0o600);
    await rename(temporary, target);
    temporary = undefined;
    await syncFolder(target);
    return undefined;
  } catch (error) {
    if (temporary !== undefined) await discard(temporary);
    return `could not be written: ${reasonOf(error)}`;
  }
}

async function create(path: string, bytes: Uint8Array, mode: number): Promise<string | undefined> {
  let temporary: string | undefined;
  let isClaimed = false;
  try {
    await mkdir(dirname(path), { recursive: true });
    // a rename would write over a file that comes up in the meantime: the name is taken first, by an empty file that can be
    // written, since Windows renames over no other
    const claim = await open(path, 'wx', 0o600);
    isClaimed = true;
    await claim.close();
    temporary = await writeBeside(path, bytes, { mode });
    await rename(temporary, path);
    temporary = undefined;
    await syncFolder(path);
    return undefined;
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && !isClaimed) return 'is there already and was left as it is';
    for (const rest of [temporary, isClaimed ? path : undefined]) {
      if (rest !== undefined) await discard(rest);
    }
    return `could not be written: ${reasonOf(error)}`;
  }
}

async function remove(path: string): Promise<string | undefined> {
  try {
    await rm(path);
    return undefined;
  } catch (error) {
    return `could not be removed: ${reasonOf(error)}`;
  }
}

async function* list(
  folder: string,
  onProblem: (path: string, reason: string) => void,
  isLeftOut: (path: string) => boolean = () => false,
): AsyncIterable<string> {
  const names: { name: string; isFolder: boolean }[] = [];
  try {
    for await (const entry of await opendir(folder)) {
      if (entry.isFile() || entry.isDirectory())
        names.push({ name: entry.name, isFolder: entry.isDirectory() });
    }
  } catch (error) {
    onProblem(folder, reasonOf(error));
    return;
  }
  names.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, isFolder } of names) {
    const path = join(folder, name);
    if (isLeftOut(path)) continue;
    if (!isFolder) yield path;
    else if (name !== 'node_modules' && name !== '.git') yield* list(path, onProblem, isLeftOut);
  }
}

async function namesIn(folder: string, limit: number): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const entry of await opendir(folder)) {
      if (names.length >= limit) break;
      if (entry.isFile() || entry.isSymbolicLink()) names.push(entry.name);
    }
  } catch {
    // a folder that may only be passed through; files in it may be readable by their names all the same
  }
  return names;
}

async function kindOf(path: string): ReturnType<Host['stat']> {
  try {
    const info = await stat(path);
    return info.isFile() ? 'file' : info.isDirectory() ? 'folder' : 'other';
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'other';
  }
}

async function realPath(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch {
    return undefined;
  }
}

/** The machine this process runs on. The only file that touches its disk. */
export const nodeHost: Host = {
  read,
  list,
  namesIn,
  stat: kindOf,
  realPath,
  replace,
  create,
  remove,
  now: () => Date.now(),
};
