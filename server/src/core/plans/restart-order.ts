import type { Server } from './server.ts';

/**
 * The order of restarts: config servers, then shard after shard, then routers; within a replica set the member that comes first in
 * the files, which most often is the primary, comes last.
 */
export function restartOrder(
  servers: readonly Server[],
  all: readonly Server[],
  routersFirst: boolean,
): string[] {
  const rank = ({ member }: Server): number =>
    member.program === 'mongos' ? (routersFirst ? -1 : 2) : member.role === 'configsvr' ? 0 : 1;
  const setOf = ({ member }: Server): string => member.replicaSet ?? '';
  const sets = [...new Set(all.map(setOf))];
  const firstOf = new Map(all.toReversed().map((server) => [setOf(server), server.id]));
  const isLast = (server: Server): number =>
    Number(server.member.program === 'mongod' && firstOf.get(setOf(server)) === server.id);
  return servers
    .toSorted(
      (a, b) => rank(a) - rank(b) || sets.indexOf(setOf(a)) - sets.indexOf(setOf(b)) || isLast(a) - isLast(b),
    )
    .map(({ id }) => id);
}
