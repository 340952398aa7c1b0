import type { MemberState } from '../cluster/member-state.ts';
import { clusterAuthModes, type ClusterAuthMode } from '../security/cluster-auth.ts';
import { hasReached } from '../server/server-version.ts';
import type { Change } from './change-settings.ts';
import type { Refusal, ServerCommand } from './plan.ts';
import { pathFor, type PlanWorld } from './plan-options.ts';
import { modeStage, waysAround } from './require-tls.ts';
import { refusal, type Server } from './server.ts';
import type { Planner, ServerChange, StageDraft } from './stage-draft.ts';
import { allowTlsChanges } from './tls-set-up.ts';

/**
 * From keyfiles to certificates: sendKeyFile, sendX509, x509, one step on all members before the next (server-behaviour.md R2,
 * C8). Members without TLS get it on the way, in the restart that the first step needs anyway.
 */
export function x509({ paths }: PlanWorld): Planner {
  return function* (start) {
    const refused = start.filter(({ running }) => running.clusterAuthMode === 'none').map(withoutKeys);
    if (refused.length > 0) {
      yield { refused };
      return;
    }
    const accepting = yield acceptCertificates(start, paths);
    const preferring = yield modeStage(accepting, 'preferTLS');
    const sending = yield authStage(preferring, 'sendX509');
    yield authStage(sending, 'x509');
  };
}

function withoutKeys(server: Server): Refusal {
  const reason = `${server.id} has no cluster authentication. Plan enforce-auth first, then x509.`;
  return refusal(server, reason, ['security.keyFile', 'security']);
}

/** The stage after which every member accepts both keys and certificates. */
function acceptCertificates(
  servers: readonly Server[],
  paths: PlanWorld['paths'],
): StageDraft | { readonly refused: readonly Refusal[] } {
  const behind = servers.filter(({ running, afterRestart }) =>
    [running, afterRestart].some(
      ({ tlsMode, clusterAuthMode }) => tlsMode === 'disabled' || clusterAuthMode === 'keyFile',
    ),
  );
  const isAtRuntime = behind.every((server) => switchesAtRuntime(server, paths));
  const refused: Refusal[] = [];
  const changes: ServerChange[] = [];
  for (const server of behind) {
    const changed = acceptChanges(server, paths);
    if ('refused' in changed) refused.push(changed.refused);
    else {
      const isAsked = isAtRuntime && server.running.clusterAuthMode === 'keyFile';
      const command = isAsked ? { command: authCommand('sendKeyFile') } : {};
      changes.push({ server, settings: changed.changes, ...command });
    }
  }
  if (refused.length > 0) return { refused };
  return {
    title: 'Members accept certificates as well as keys',
    needs: [
      'The keyfile stays where it is, and in the configuration: servers read it until they start with x509',
      'The certificates of all members have the same O, OU and DC, or clusterAuthX509 says what they share (7.0 and later)',
      ...(behind.some(({ running }) => running.tlsMode === 'disabled') ? allowTlsNeeds : []),
      ...(isAtRuntime ? [] : waysAround(servers)),
    ],
    restart: !isAtRuntime,
    changes,
    verify: [
      'db.adminCommand({getParameter: 1, clusterAuthMode: 1}) answers sendKeyFile on every member',
      'rs.status() shows each member as PRIMARY or SECONDARY',
    ],
    rollback: [
      'Put the old files back and restart the members in the same order: keyFile and sendKeyFile work together',
    ],
  };
}

const allowTlsNeeds = [
  'The certificate files lie on each server, and only the user who runs the server can read them',
];

/** 5.0 and later go from keyFile to sendKeyFile while they run, if they use TLS among themselves and need no other file. */
function switchesAtRuntime({ running, config }: Server, { clusterFile }: PlanWorld['paths']): boolean {
  const isTls = running.tlsMode === 'preferTLS' || running.tlsMode === 'requireTLS';
  const needsFile = clusterFile !== undefined && !config.get('net.tls.clusterFile');
  return hasReached(running.version, '5.0') && isTls && !needsFile;
}

function acceptChanges(
  server: Server,
  paths: PlanWorld['paths'],
): { readonly changes: readonly Change[] } | { readonly refused: Refusal } {
  const { config, running, member } = server;
  const mode: Change[] =
    server.afterRestart.clusterAuthMode === 'keyFile'
      ? [{ path: 'security.clusterAuthMode', value: 'sendKeyFile' }]
      : [];
  if (running.tlsMode === 'disabled') {
    const tls = allowTlsChanges(server, paths);
    return 'refused' in tls ? tls : { changes: [...tls.changes, ...mode] };
  }
  const clusterFile = paths.clusterFile === undefined ? undefined : pathFor(paths.clusterFile, member);
  if (clusterFile === undefined || config.get('net.tls.clusterFile')) return { changes: mode };
  return { changes: [...mode, { path: 'net.tls.clusterFile', value: clusterFile }] };
}

function authCommand(mode: ClusterAuthMode): ServerCommand {
  return { setParameter: 1, clusterAuthMode: mode };
}

function authStage(servers: readonly Server[], mode: 'sendX509' | 'x509'): StageDraft {
  const before = clusterAuthModes[clusterAuthModes.indexOf(mode) - 1];
  const changes = servers
    .filter(({ running, afterRestart }) => [running, afterRestart].some(isAt(before)))
    .map((server): ServerChange => ({
      server,
      settings: [{ path: 'security.clusterAuthMode', value: mode }],
      ...(isAt(before)(server.running) ? { command: authCommand(mode) } : {}),
    }));
  return { ...(mode === 'sendX509' ? sendingX509 : onlyX509), restart: false, changes };
}

function isAt(mode: ClusterAuthMode | undefined) {
  return ({ clusterAuthMode }: MemberState): boolean => clusterAuthMode === mode;
}

const sendingX509: Pick<StageDraft, 'title' | 'needs' | 'verify' | 'rollback'> = {
  title: 'Members log in with their certificates',
  needs: [
    'Every process, each mongos too, runs with sendKeyFile or sendX509 and with preferTLS or requireTLS: getParameter says so',
    'Each member’s certificate passes as that of a member on every other one: same O, OU and DC, valid, for clients too (clientAuth)',
  ],
  verify: [
    'db.adminCommand({getParameter: 1, clusterAuthMode: 1}) answers sendX509 on every member',
    'db.serverStatus().security.authentication.mechanisms["MONGODB-X509"].clusterAuthenticate goes up, that of SCRAM-SHA-256 and SCRAM-SHA-1 does not (5.0 and later; authenticate in 4.4)',
    'The logs hold no new line with id 20429 or 5286307 for __system (a failed login of a member)',
  ],
  rollback: [
    'Restart the members one after the other with sendKeyFile in their files: members with sendKeyFile and sendX509 work together',
  ],
};

const onlyX509: Pick<StageDraft, 'title' | 'needs' | 'verify' | 'rollback'> = {
  title: 'Members accept certificates only',
  needs: [
    'Every process, each mongos too, runs with sendX509 or x509: getParameter says so',
    'No member logs in with a key any more: clusterAuthenticate of SCRAM-* stands still on every member (5.0 and later)',
  ],
  verify: [
    'db.adminCommand({getParameter: 1, clusterAuthMode: 1}) answers x509 on every member',
    'A server that was switched while running accepts keys until its next restart; restart each once to be rid of them',
    'rs.status() shows no member as unreachable',
  ],
  rollback: [
    'Restart the members one after the other with sendX509 in their files, the keyfile still named: members with sendX509 and x509 work together',
  ],
};
