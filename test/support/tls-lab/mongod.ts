import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePorts } from './free-ports.ts';

/** A mongod of the user's, named by the environment variable MONGOD_PATH; the tests run against it, too, where it is set. */
export const mongodPath = process.env.MONGOD_PATH ?? '';

/** `[8, 0]`; [0, 0] where it cannot be told. */
export function mongodVersion(): readonly [number, number] {
  const text = execFileSync(mongodPath, ['--version'], { encoding: 'utf8' });
  const [, major = '0', minor = '0'] = /db version v(\d+)\.(\d+)/.exec(text) ?? [];
  return [Number(major), Number(minor)];
}

export interface Mongod {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** Starts a mongod on a free port of the loopback address, on a new data folder, with these `net.tls` options on its command line. */
export async function startMongod(tlsOptions: readonly string[]): Promise<Mongod> {
  const [port = 0] = await freePorts(1);
  const data = mkdtempSync(join(tmpdir(), 'mongodb-tls-data-'));
  const child = spawn(
    mongodPath,
    [
      ...['--dbpath', data, '--port', String(port), '--bind_ip', '127.0.0.1'],
      ...(process.platform === 'win32' ? [] : ['--nounixsocket']),
      ...tlsOptions,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  // a full pipe would stop the server
  child.stderr.resume();
  const last: string[] = [];
  const ready = new Promise<void>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      last.push(line);
      if (last.length > 20) last.shift();
      if (/waiting for connections/i.test(line)) resolve();
    });
    child.once('error', reject).once('exit', (code) => {
      reject(new Error(`mongod ended with ${String(code)} before it took connections:\n${last.join('\n')}`));
    });
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    }
    // Windows lets go of files a moment later
    rmSync(data, { recursive: true, force: true, maxRetries: 10 });
  };
  try {
    await ready;
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, stop };
}
