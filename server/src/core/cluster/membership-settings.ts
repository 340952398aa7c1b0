import type { Config } from '../config/config.ts';

/** What makes a server one of several. */
const paths = ['replication.replSetName', 'replication.replSet', 'sharding.clusterRole', 'sharding.configDB'];

/** Whether a configuration is that of a member of a cluster. */
export function isMember(config: Config): boolean {
  return paths.some((path) => config.get(path) !== undefined);
}
