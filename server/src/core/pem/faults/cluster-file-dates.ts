import type { Platform } from '../../server/server-kind.ts';
import { hasReached, type ServerVersion } from '../../server/server-version.ts';

/**
 * Whether the server looks at the dates of clusterFile when it starts: with OpenSSL since 5.0. Older releases, and those on
 * Windows and macOS, start with an expired one, which other members then refuse (ssl_manager_openssl.cpp).
 */
export function checksClusterFileDates({
  platform,
  serverVersion,
}: {
  platform: Platform;
  serverVersion: ServerVersion;
}): boolean {
  return platform === 'linux' && hasReached(serverVersion, '5.0');
}
