import { constants, type Stats } from 'node:fs';
import type { FileFact } from '../core/facts/facts.ts';
import { codeOf, reasonOf } from './errors.ts';
import type { FileCalls } from './file-calls.ts';
import { tooLarge } from './host.ts';

/** Windows does not have it. */
const nonBlocking = (constants as Partial<typeof constants>).O_NONBLOCK ?? 0;

/** A disk that takes longer for one file is away, as that of a network may be. */
const timeLimit = 5_000;

/**
 * The file systems whose files are the kernel's own (statfs(2)): their sizes are not true, and reading some of them waits for
 * ever or never ends.
 */
const pseudoFileSystems: ReadonlySet<number> = new Set([
  0x9fa0, // proc
  0x62656572, // sysfs
  0x64626720, // debugfs
  0x74726163, // tracefs
  0x73636673, // securityfs
  0x62656570, // configfs
  0x27e0eb, // cgroup
  0x63677270, // cgroup2
]);

/** {@link Host.read}: one descriptor of a regular file, and at most one byte more than the limit. */
export async function read(path: string, maxBytes: number, calls: FileCalls): Promise<FileFact> {
  if (calls.wait) return readFile(path, maxBytes, calls);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<FileFact>((resolve) => {
    timer = setTimeout(() => {
      resolve({ state: 'unreadable', reason: `could not be read within ${timeLimit / 1000} seconds` });
    }, timeLimit);
  });
  try {
    return await Promise.race([readFile(path, maxBytes, calls), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function readFile(path: string, maxBytes: number, calls: FileCalls): Promise<FileFact> {
  let file: number | undefined;
  let mode: number | undefined;
  try {
    // to open a device may already do something, and to open a FIFO waits for its other end
    const there = await calls.stat(path);
    if (!there) return { state: 'missing' };
    const unfit = await whyNotRegular(path, there, calls);
    if (unfit !== undefined) return { state: 'unreadable', reason: unfit };
    file = await calls.open(path, constants.O_RDONLY | nonBlocking);
    const info = await calls.fstat(file);
    if (!info.isFile()) return { state: 'unreadable', reason: notRegular };
    if (process.platform !== 'win32') mode = info.mode & 0o777;
    const bytes = info.size > maxBytes ? undefined : await readUpTo(file, info.size, maxBytes, calls);
    if (!bytes) {
      const bits = mode === undefined ? {} : { mode };
      return { state: 'unreadable', reason: tooLarge(maxBytes), isTooLarge: true, ...bits };
    }
    return { state: 'present', location: path, bytes, ...(mode === undefined ? {} : { mode }) };
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { state: 'missing' }
      : { state: 'unreadable', reason: reasonOf(error), ...(mode === undefined ? {} : { mode }) };
  } finally {
    if (file !== undefined) await calls.close(file);
  }
}

const notRegular = 'is not a regular file';

async function whyNotRegular(path: string, info: Stats, calls: FileCalls): Promise<string | undefined> {
  if (info.isDirectory()) return 'is a directory';
  if (!info.isFile()) return notRegular;
  if (process.platform !== 'linux' || info.blocks > 0) return undefined;
  return pseudoFileSystems.has((await calls.statfs(path)).type) ? notRegular : undefined;
}

/** What a file holds; undefined where that is more than the limit, whatever its size was said to be. */
async function readUpTo(
  file: number,
  size: number,
  maxBytes: number,
  calls: FileCalls,
): Promise<Uint8Array | undefined> {
  let buffer = new Uint8Array(Math.min(size, maxBytes) + 1);
  let length = 0;
  for (;;) {
    const bytesRead = await calls.read(file, buffer, length);
    length += bytesRead;
    if (bytesRead === 0) return buffer.slice(0, length);
    if (length > maxBytes) return undefined;
    if (length < buffer.length) continue;
    const larger = new Uint8Array(Math.min(2 * buffer.length, maxBytes) + 1);
    larger.set(buffer);
    buffer = larger;
  }
}
