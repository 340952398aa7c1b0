import { realpath } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { codeOf, reasonOf } from './errors.ts';
import { patientCalls, waitingCalls, type FileCalls } from './file-calls.ts';
import type { Host } from './host.ts';
import { read } from './node-reading.ts';
import { create, remove, replace } from './node-writing.ts';

const realPathOf = promisify(realpath.native);

async function* list(
  calls: FileCalls,
  folder: string,
  onProblem: (path: string, reason: string) => void,
  isLeftOut: (path: string) => boolean = () => false,
): AsyncIterable<string> {
  const names: { name: string; isFolder: boolean }[] = [];
  try {
    for (const entry of await calls.entries(folder)) {
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
    else if (name !== 'node_modules' && name !== '.git') yield* list(calls, path, onProblem, isLeftOut);
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

async function kindOf(path: string, calls: FileCalls): ReturnType<Host['stat']> {
  try {
    const info = await calls.stat(path);
    if (!info) return 'missing';
    return info.isFile() ? 'file' : info.isDirectory() ? 'folder' : 'other';
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'other';
  }
}

async function realPath(path: string): Promise<string | undefined> {
  try {
    return await realPathOf(path);
  } catch {
    return undefined;
  }
}

function hostWith(calls: FileCalls): Host {
  return {
    read: (path, maxBytes) => read(path, maxBytes, calls),
    list: (...args) => list(calls, ...args),
    namesIn,
    stat: (path) => kindOf(path, calls),
    realPath,
    replace: (...args) => replace(...args),
    create: (...args) => create(...args),
    remove: (...args) => remove(...args),
    now: () => Date.now(),
  };
}

/** The machine this process runs on. */
export const nodeHost: Host = hostWith(patientCalls);

/** The same for the command line, which has nothing else to do while it reads. */
export const waitingHost: Host = hostWith(waitingCalls);
