import type { Platform } from '../server/server-kind.ts';
import type { ShellCommand } from '../findings/finding.ts';

/**
 * Why a server refuses a keyfile with these permission bits, or undefined where it takes it (server-behaviour.md K2): on POSIX systems
 * any bit for the group or others is too much, whoever owns the file.
 */
export function accessFault(mode: number | undefined, platform: Platform): string | undefined {
  if (mode === undefined || platform === 'windows' || (mode & 0o077) === 0) return undefined;
  const who = (mode & 0o007) === 0 ? 'its group' : 'others';
  return `The keyfile is open to ${who} (mode ${formatMode(mode)}); the server starts only if none but the owner may do anything with it, as after chmod 400.`;
}

/** The command that closes a file of keys to all but its owner. */
export function closingCommand(path: string, mode: '400' | '600' = '400'): ShellCommand {
  const text = `chmod ${mode} ${quote(path)}`;
  return { title: `Copy the command: ${text}`, text };
}

/** A word as a POSIX shell takes it literally. */
export function quote(word: string): string {
  return /^[\w./@%+=:,][\w./@%+=:,-]*$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The permission bits as chmod takes them: `0400`. */
export function formatMode(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, '0');
}
