import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Waits for the end of a child; gives its exit code or the signal's name. */
export function endOf(child) {
  return new Promise((resolve, reject) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve(child.exitCode ?? child.signalCode);
      return;
    }
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
}

/** Runs a program with its output shown; rejects unless it ends with 0. */
export async function run(command, args, options = {}) {
  const code = await endOf(spawn(command, args, { cwd: root, stdio: 'inherit', ...options }));
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} ended with ${code}`);
}

/**
 * Ends a detached child and all of its group: SIGTERM to the child, which ends the others in order and lets them write
 * coverage, and SIGKILL for what is left after 10 seconds.
 */
export async function stop(child) {
  child.kill('SIGTERM');
  const deadline = Date.now() + 10_000;
  while (groupLives(child.pid) && Date.now() < deadline) await pause(50);
  if (groupLives(child.pid)) process.kill(-child.pid, 'SIGKILL');
  await endOf(child);
}

function groupLives(pid) {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
