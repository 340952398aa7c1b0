import { execFileSync } from 'node:child_process';

/** What openssl prints; throws where it fails. `cwd` is where it finds files, `input` what it reads. */
export function openssl(args: readonly string[], given: { cwd?: string; input?: Uint8Array } = {}): string {
  const stdin = given.input ? 'pipe' : 'ignore';
  return execFileSync('openssl', args, { ...given, encoding: 'utf8', stdio: [stdin, 'pipe', 'ignore'] });
}

/** Whether openssl is here, in the version whose texts the tests know. */
export const hasOpenssl = ((): boolean => {
  try {
    return openssl(['version']).startsWith('OpenSSL 3');
  } catch {
    return false;
  }
})();
