import { randomUUID } from 'node:crypto';
import { mkdir, open, opendir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FileFact } from '../core/facts.ts';
import type { Host } from './host.ts';

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
    if (info.size > maxBytes) {
      const size = (info.size / 1024 / 1024).toFixed(1);
      const limit = (maxBytes / 1024 / 1024).toFixed(0);
      return { state: 'unreadable', reason: `is ${size} MB; files above ${limit} MB are not read` };
    }
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

async function replace(path: string, bytes: Uint8Array): Promise<string | undefined> {
  let temporary: string | undefined;
  try {
    const target = await realpath(path);
    const { mode } = await stat(target);
    temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
    const file = await open(temporary, 'wx', mode & 0o777);
    try {
      await file.writeFile(bytes);
      // the umask may have taken bits away
      await file.chmod(mode & 0o777);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
    return undefined;
  } catch (error) {
    if (temporary !== undefined) await rm(temporary, { force: true });
    return `could not be written: ${reasonOf(error)}`;
  }
}

async function create(path: string, bytes: Uint8Array, mode: number): Promise<string | undefined> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'wx', mode);
    try {
      await file.chmod(mode);
      await file.writeFile(bytes);
    } finally {
      await file.close();
    }
    return undefined;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return 'is there already and was left as it is';
    return `could not be written: ${reasonOf(error)}`;
  }
}

async function* list(
  folder: string,
  onProblem: (path: string, reason: string) => void,
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
    if (!isFolder) yield path;
    else if (name !== 'node_modules' && name !== '.git') yield* list(path, onProblem);
  }
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
export const nodeHost: Host = { read, list, stat: kindOf, realPath, replace, create, now: () => Date.now() };
