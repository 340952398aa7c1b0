import { pathFor, type PlanPaths, type PlanWorld } from './plan-options.ts';
import { newCertificates, reload, rotationChecks } from './reload.ts';
import type { Server } from './server.ts';
import type { Planner, StageDraft } from './stage-draft.ts';
import { hasReached } from '../server/server-version.ts';

/** New certificates with the same names, from the same authority. */
export function renewCertificates({ paths }: PlanWorld): Planner {
  return function* (start) {
    const isModern = ({ running }: Server) => hasReached(running.version, '5.0');
    const after = yield renewal(start.filter(isModern), start, paths);
    yield renewal(
      after.filter((server) => !isModern(server)),
      after,
      paths,
    );
  };
}

function renewal(servers: readonly Server[], all: readonly Server[], paths: PlanPaths): StageDraft {
  const changes = servers
    .filter(({ running }) => running.tlsMode !== 'disabled')
    .map((server) => certificateChange(server, paths));
  const { needs, ...how } = reload(changes, all);
  return {
    ...how,
    title: 'Members use their new certificates',
    needs: [
      changes.some(({ replaces = [] }) => replaces.length > 0)
        ? 'The new certificates with their keys lie under the paths of the old ones, which are kept elsewhere: same subject, same host names, from an authority that all members and clients trust'
        : 'The new certificates with their keys lie on each server: same subject, same host names, from an authority that all members and clients trust',
      '"mongodb-tls inspect" finds nothing wrong with them',
      ...needs,
    ],
    verify: rotationChecks,
    rollback: [
      'Put the old files back and reload them in the same way: old and new certificates work together',
    ],
  };
}

/** The new certificates of a member, as options name them. */
export function certificateChange(server: Server, paths: PlanPaths) {
  const named = (template: string | undefined) =>
    template === undefined ? undefined : pathFor(template, server.member);
  const certificateKeyFile = named(paths.certificateKeyFile);
  const clusterFile = named(paths.clusterFile);
  return newCertificates(server, {
    ...(certificateKeyFile === undefined ? {} : { certificateKeyFile }),
    ...(clusterFile === undefined ? {} : { clusterFile }),
  });
}
