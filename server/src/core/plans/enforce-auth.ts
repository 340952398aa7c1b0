import { hasReached } from '../server/server-version.ts';
import type { Change } from './change-settings.ts';
import type { Refusal } from './plan.ts';
import type { PlanWorld } from './plan-options.ts';
import { refusal, type Server } from './server.ts';
import type { Planner, ServerChange, StageDraft } from './stage-draft.ts';
import { optionPath } from './tls-set-up.ts';

/**
 * From open servers to keyfiles and logins (server-behaviour.md C5, C7): all members first try to authenticate and demand nothing
 * (transitionToAuth, 3.4 and later), then all demand it.
 */
export function enforceAuth({ paths }: PlanWorld): Planner {
  return function* (start) {
    const old = start.filter(
      ({ running }) => running.clusterAuthMode === 'none' && !hasReached(running.version, '3.4'),
    );
    if (old.length > 0) {
      yield { refused: old.map(tooOld) };
      return;
    }
    const trying = yield transition(start, paths);
    yield enforce(trying);
  };
}

function tooOld(server: Server): Refusal {
  const reason = `${server.id} runs a version before 3.4, which has no transitionToAuth: access control cannot be switched on there without an outage.`;
  return refusal(server, reason, ['security', 'net']);
}

function transition(
  servers: readonly Server[],
  paths: PlanWorld['paths'],
): StageDraft | { readonly refused: readonly Refusal[] } {
  const changes: ServerChange[] = [];
  const refused: Refusal[] = [];
  for (const server of servers.filter(({ running }) => running.clusterAuthMode === 'none')) {
    const settings: Change[] = [{ path: 'security.transitionToAuth', value: 'true' }];
    const named = optionPath(paths.keyFile, '--key-file', 'keyfile', server);
    if ('refused' in named) refused.push(named.refused);
    else changes.push({ server, settings: [{ path: 'security.keyFile', value: named.path }, ...settings] });
  }
  if (refused.length > 0) return { refused };
  const isSharded = servers.some(({ member }) => member.program === 'mongos');
  return {
    title: 'Members and users may authenticate',
    needs: [
      'An administrator exists: db.getSiblingDB("admin").createUser with the role root, or userAdminAnyDatabase and clusterAdmin',
      ...(isSharded
        ? [
            'Each shard has an administrator of its own, made on its primary: users of mongos are not known to a shard that is connected to directly',
            'Clients know at least two mongos: a restart ends the connections of that one',
          ]
        : []),
      'Every application has a user with the roles it needs',
      'The same keyfile lies on each server with mode 0400, owned by the user who runs the server ("mongodb-tls keyfile new FILE" makes one)',
      restartAdvice,
    ],
    restart: true,
    routersFirst: true,
    changes,
    verify: [
      'rs.status() shows each member as PRIMARY or SECONDARY',
      'db.adminCommand({getCmdLineOpts: 1}).parsed.security shows transitionToAuth: true on every member',
      'The logs hold no new line with id 20108 (a member could not authenticate) once every member has restarted',
      'Clients log in: mongosh with --username reaches every member',
    ],
    rollback: [
      'Put the old files back and restart the members in the same order: nothing demanded a login yet',
    ],
  };
}

const restartAdvice =
  'Secondaries restart first, one at a time, each until it is SECONDARY again; the primary comes last, after rs.stepDown(). Where another member is primary than the last one of the order, change the order';

function enforce(servers: readonly Server[]): StageDraft {
  const changes = servers
    .filter(({ running }) => running.transitionToAuth === true)
    .map((server): ServerChange => ({
      server,
      settings: [{ path: 'security.transitionToAuth', value: undefined }],
    }));
  return {
    title: 'Members and users must authenticate',
    needs: [
      'Every process, each mongos too, has finished the stage before and runs with transitionToAuth',
      'Every client sends its user name and password, or its certificate, when it connects; monitoring, backups and mongosqld too',
      restartAdvice,
    ],
    restart: true,
    routersFirst: true,
    changes,
    verify: [
      'A command without a login is refused with code 13 (Unauthorized)',
      'rs.status() shows each member as PRIMARY or SECONDARY',
      'The logs hold no new line with id 20249 or 5286307 for __system (a failed login of a member)',
    ],
    rollback: [
      'Put transitionToAuth: true back into the files and restart the members in the same order: members with and without it work together',
    ],
  };
}
