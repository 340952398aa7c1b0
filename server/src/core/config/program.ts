import { baseName } from '../text/words.ts';
import { gatewaySettingAt } from '../catalogue/mongosqld.ts';
import type { Setting } from './setting.ts';
import type { Program } from '../server/server-kind.ts';

/**
 * Tells whose configuration a file is, first by its name, then by settings that only one program has
 * (`sharding.configDB`: mongos; `schema`, `mongodb`, `runtime`, `security.enabled`: mongosqld). In doubt mongod.
 */
export function detectProgram(fileName: string | undefined, settings: readonly Setting[]): Program {
  const base = baseName(fileName?.toLowerCase() ?? '');
  if (base.includes('mongosqld')) return 'mongosqld';
  if (settings.some(({ path }) => /^(schema|mongodb|runtime)\./.test(path))) return 'mongosqld';
  // in the file of a server it is what somebody wrote for security.authorization
  const isServers =
    /mongo[ds](?![a-z])/.test(base) ||
    settings.some(({ path }) => /^(storage|replication|sharding)\./.test(path));
  if (!isServers && settings.some(({ path }) => path === 'security.enabled')) return 'mongosqld';
  // the port of mongosqld, and nothing that it does not know
  if (settings.some(({ path, text }) => path === 'net.port' && text === '3307')) {
    if (settings.every(({ path }) => gatewaySettingAt(path))) return 'mongosqld';
  }
  if (/mongos(?![a-z])/.test(base)) return 'mongos';
  // a router has no data
  if (/mongod(?![a-z])/.test(base) && settings.some(({ canonical }) => canonical.startsWith('storage.')))
    return 'mongod';
  return settings.some(({ canonical }) => canonical === 'sharding.configDB') ? 'mongos' : 'mongod';
}
