import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { endOf, root } from './processes.mjs';

/**
 * Opens a desktop VS Code with the extension of this repository on a folder, with a profile of its own in `profile`.
 * `code` is the command; it hands over to a process of its own, which is found again by the profile's path.
 */
export function openDesktop(code, profile, folder) {
  const data = path.join(profile, 'user');
  const child = spawn(
    code,
    [
      ...['--wait', '--new-window', '--skip-welcome', '--disable-workspace-trust', '--disable-telemetry'],
      ...['--user-data-dir', data, '--extensions-dir', path.join(profile, 'extensions')],
      ...[`--extensionDevelopmentPath=${root}`, folder],
    ],
    { stdio: 'ignore', shell: process.platform === 'win32' },
  );
  const ended = endOf(child);
  return {
    ended,
    stop: async () => {
      for (const pid of usersOf(data)) process.kill(pid, 'SIGTERM');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The processes that were started with our profile: the main process and its helpers. */
function usersOf(data) {
  if (process.platform === 'win32') return [];
  const { stdout } = spawnSync('ps', ['-Ao', 'pid=,args='], { encoding: 'utf8' });
  return (stdout ?? '')
    .split('\n')
    .filter((line) => line.includes(data))
    .map((line) => Number.parseInt(line, 10))
    .filter((pid) => pid > 1 && pid !== process.pid);
}
