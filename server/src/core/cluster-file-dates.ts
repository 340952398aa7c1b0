import type { Facts } from './facts.ts';
import type { Config } from './models/config.ts';
import { platformOf } from './models/platform.ts';
import { hasReached } from './server-version.ts';

/**
 * Whether the server looks at the dates of clusterFile when it starts: with OpenSSL since 5.0. Older releases, and those on
 * Windows and macOS, start with an expired one, which other members then refuse (ssl_manager_openssl.cpp).
 */
export function checksClusterFileDates(config: Config, { platform, serverVersion }: Facts): boolean {
  return platformOf(config, platform) === 'linux' && hasReached(serverVersion, '5.0');
}
