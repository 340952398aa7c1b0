import { randomUUID } from 'node:crypto';
import {
  chmod,
  link,
  lstat,
  mkdir,
  open,
  readFile,
  readdir,
  realpath,
  rename,
  rm,
  stat,
  type FileHandle,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { codeOf, reasonOf } from './errors.ts';
import { copyAttributes } from './file-attributes.ts';
import type { Replacement } from './host.ts';

/** The file is another one than the one that was read. */
const changed = 'has changed in the meantime';

const isWindows = process.platform === 'win32';

/** {@link Host.replace} */
export async function replace(
  path: string,
  bytes: Uint8Array,
  how: Replacement,
): Promise<string | undefined> {
  let temporary: string | undefined;
  try {
    const target = await realpath(path);
    await clearLeftovers(target);
    if ('before' in how && !(await holds(target, how.before))) return changed;
    const { mode, uid, gid } = await stat(target);
    temporary = await writeBeside(target, bytes, {
      mode: 'mode' in how ? how.mode : mode & 0o7777,
      ...(isWindows ? {} : { owner: { uid, gid } }),
      ...('before' in how ? { attributesOf: target } : {}),
    });
    // there a file that nobody may write to cannot be renamed over
    if (isWindows) await chmod(target, 0o600);
    let problem: string | undefined;
    if ('before' in how) problem = await putInPlace(temporary, target, how.before);
    else await rename(temporary, target);
    if (problem === undefined) temporary = undefined;
    else return problem;
    await syncFolder(target);
    return undefined;
  } catch (error) {
    return `could not be written: ${reasonOf(error)}`;
  } finally {
    if (temporary !== undefined) await discard(temporary);
  }
}

/**
 * Renames a file over another that is to hold these bytes still. Whoever writes into that one until the rename is not lost: it
 * keeps a second name until it was looked at again, and comes back where it had changed.
 */
async function putInPlace(
  temporary: string,
  target: string,
  before: Uint8Array,
): Promise<string | undefined> {
  const own = await stat(temporary);
  const old = temporaryName(target);
  try {
    await link(target, old);
  } catch (error) {
    if (!noLinks.has(codeOf(error))) throw error;
    if (!(await holds(target, before))) return changed;
    await rename(temporary, target);
    return undefined;
  }
  let isKept = true;
  try {
    await rename(temporary, target);
    if (await holds(old, before)) return undefined;
    // put back, unless somebody has replaced the new file already
    if ((await stat(target)).ino !== own.ino) return changed;
    await rename(old, target);
    isKept = false;
    return changed;
  } finally {
    if (isKept) await discard(old);
  }
}

/** {@link Host.create} */
export async function create(path: string, bytes: Uint8Array, mode: number): Promise<string | undefined> {
  let temporary: string | undefined;
  try {
    await mkdir(dirname(path), { recursive: true });
    await clearLeftovers(path);
    if (await isThere(path)) return taken;
    temporary = await writeBeside(path, bytes, { mode });
    // a rename would write over a file that has come up in the meantime; a link does not
    await linkOrRename(temporary, path);
    await syncFolder(path);
    return undefined;
  } catch (error) {
    return codeOf(error) === 'EEXIST' ? taken : `could not be written: ${reasonOf(error)}`;
  } finally {
    if (temporary !== undefined) await discard(temporary);
  }
}

const taken = 'is there already and was left as it is';

/** What a file system without links says to one. */
const noLinks: ReadonlySet<string> = new Set([
  'EPERM',
  'EACCES',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EMLINK',
  'EINVAL',
]);

async function linkOrRename(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    if (!noLinks.has(codeOf(error))) throw error;
    await (await open(path, 'wx', 0o600)).close();
    await rename(temporary, path);
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

async function holds(path: string, bytes: Uint8Array): Promise<boolean> {
  return (await stat(path)).size === bytes.length && (await readFile(path)).equals(bytes);
}

/** {@link Host.remove} */
export async function remove(path: string): Promise<string | undefined> {
  try {
    await rm(path);
    return undefined;
  } catch (error) {
    return `could not be removed: ${reasonOf(error)}`;
  }
}

/** Whom a file belongs to, and what they may do with it. */
interface Access {
  readonly mode: number;
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** The file whose access control list and extended attributes the new one gets. */
  readonly attributesOf?: string;
}

/**
 * Writes a new file beside another, down to the disk, and answers with its path. Until it is whole nobody but its owner may open
 * it. What fails leaves nothing behind.
 */
async function writeBeside(target: string, bytes: Uint8Array, access: Access): Promise<string> {
  const temporary = temporaryName(target);
  const file = await open(temporary, 'wx', 0o600);
  try {
    try {
      if (access.owner) await keepOwner(file, access.mode, access.owner);
      await file.writeFile(bytes);
      await file.chmod(access.mode);
      if (access.attributesOf !== undefined) {
        await copyAttributes(access.attributesOf, temporary);
        const now = new Date();
        await file.utimes(now, now);
      }
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

/** A name beside a file that tells which process made it. */
function temporaryName(target: string): string {
  return join(dirname(target), `.${basename(target)}.${process.pid}.${randomUUID()}.tmp`);
}

/** Takes away what a process of this program left beside a file when it was killed. */
async function clearLeftovers(target: string): Promise<void> {
  const start = `.${basename(target)}.`;
  for (const name of await readdir(dirname(target))) {
    if (!name.startsWith(start)) continue;
    const pid = /^(\d+)\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/.exec(
      name.slice(start.length),
    )?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) await discard(join(dirname(target), name));
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
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
