import type { Facts } from '../../server/src/core/facts/facts.ts';
import { nodeCrypto } from '../../server/src/host/node-crypto.ts';
import { newestVersion, parseServerVersion } from '../../server/src/core/server/server-version.ts';

/** Facts with sensible values; `version` is read like the setting. Time stands still at 2026-11-22. */
export function facts(changes: Partial<Omit<Facts, 'serverVersion'>> & { version?: string } = {}): Facts {
  const { version, ...rest } = changes;
  const serverVersion = version === undefined ? newestVersion : parseServerVersion(version);
  if (!serverVersion) throw new Error(`no version: ${String(version)}`);
  return {
    now: Date.UTC(2026, 10, 22),
    serverVersion,
    platform: 'linux',
    edition: 'any',
    files: new Map(),
    expiryWarningDays: 30,
    memberHosts: [],
    crypto: nodeCrypto,
    ...rest,
  };
}
