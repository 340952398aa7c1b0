import {
  close,
  closeSync,
  fstat,
  fstatSync,
  open,
  openSync,
  read,
  readSync,
  readdir,
  readdirSync,
  stat,
  statSync,
  statfs,
  statfsSync,
  type Dirent,
  type Stats,
  type StatsFs,
} from 'node:fs';
import { promisify } from 'node:util';

type Answer<T> = T | Promise<T>;

/** The calls of the system that reading takes. node:fs/promises takes longer to load than a file takes to judge. */
export interface FileCalls {
  /** The process stands still until a call is answered. */
  readonly wait: boolean;
  open(path: string, flags: number): Answer<number>;
  /** Throws, or answers with undefined, where nothing is there. */
  stat(path: string): Answer<Stats | undefined>;
  fstat(file: number): Answer<Stats>;
  statfs(path: string): Answer<StatsFs>;
  /** Fills a buffer from an offset on, from where the last call ended; answers with the number of bytes. */
  read(file: number, buffer: Uint8Array, offset: number): Answer<number>;
  close(file: number): Answer<void>;
  /** What is in a folder. */
  entries(folder: string): Answer<Dirent[]>;
}

const readOnce = promisify(read);
const entriesOf = promisify(readdir);

/** For a process that has other things to do meanwhile. */
export const patientCalls: FileCalls = {
  wait: false,
  open: promisify(open),
  stat: promisify(stat),
  fstat: promisify(fstat),
  statfs: promisify(statfs),
  read: async (file, buffer, offset) =>
    (await readOnce(file, buffer, offset, buffer.length - offset, null)).bytesRead,
  close: promisify(close),
  entries: (folder) => entriesOf(folder, { withFileTypes: true }),
};

/** For a process that has nothing else to do: several times faster for small files, of which there may be thousands. */
export const waitingCalls: FileCalls = {
  wait: true,
  open: openSync,
  // an error takes longer to make than to see that a file is not there
  stat: (path) => statSync(path, { throwIfNoEntry: false }),
  fstat: (file) => fstatSync(file),
  statfs: (path) => statfsSync(path),
  read: (file, buffer, offset) => readSync(file, buffer, offset, buffer.length - offset, null),
  close: closeSync,
  entries: (folder) => readdirSync(folder, { withFileTypes: true }),
};
