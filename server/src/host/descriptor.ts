import { fstatSync, writeSync } from 'node:fs';
import { codeOf } from './errors.ts';

/** Where the text of a program goes. */
export interface Output {
  /** Writes all of a text before it returns, but where the other end is not ready; then it is written when that is. */
  write(text: string): void;
  /** Whether something waits to be written. */
  isPending(): boolean;
}

/**
 * Standard output (1) or standard error (2) without the streams of Node.js, which take longer to load than a file takes to judge:
 * they are asked for where the descriptor takes no more for now. `onClosed` is called where nobody reads what is written. Throws
 * what else goes wrong, such as a full disk.
 */
export function outputTo(
  descriptor: 1 | 2,
  streamOf: () => NodeJS.WriteStream,
  onClosed: () => void,
): Output {
  let stream: NodeJS.WriteStream | undefined;
  return {
    write: (text) => {
      let left = Buffer.from(text);
      try {
        while (!stream && left.length > 0) left = left.subarray(writeSync(descriptor, left));
      } catch (error) {
        if (codeOf(error) === 'EPIPE' || codeOf(error) === 'EOF') {
          onClosed();
          return;
        }
        if (codeOf(error) !== 'EAGAIN') throw error;
        stream = streamOf();
        stream.on('error', onClosed);
      }
      if (left.length > 0) stream?.write(left);
    },
    isPending: () => stream !== undefined && stream.writableLength > 0,
  };
}

/** Whether a descriptor may be a terminal; the streams of Node.js know for certain. */
export function mayBeTerminal(descriptor: number): boolean {
  return process.platform === 'win32' || fstatSync(descriptor).isCharacterDevice();
}
