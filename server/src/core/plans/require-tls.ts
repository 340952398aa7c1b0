import { tlsModes, type TlsMode } from '../security/tls-mode.ts';
import { hasReached } from '../server/server-version.ts';
import { modeChange } from './change-settings.ts';
import type { Refusal, ServerCommand } from './plan.ts';
import type { PlanWorld } from './plan-options.ts';
import type { Server } from './server.ts';
import type { Planner, ServerChange, StageDraft } from './stage-draft.ts';
import { allowTlsChanges } from './tls-set-up.ts';

/**
 * From wherever a cluster is to requireTLS (server-behaviour.md R1, T30): all members accept TLS, then all use it among
 * themselves, then nothing else is accepted. Each stage ends on every process, routers too, before the next one begins.
 */
export function requireTls({ paths }: PlanWorld): Planner {
  return function* (start) {
    const allowing = allowTls(start, paths);
    const servers = yield allowing;
    const preferring = yield modeStage(servers, 'preferTLS');
    yield modeStage(preferring, 'requireTLS');
  };
}

/** The stage in which the members without TLS begin to accept it. */
function allowTls(
  servers: readonly Server[],
  paths: PlanWorld['paths'],
): StageDraft | { readonly refused: readonly Refusal[] } {
  const changes: ServerChange[] = [];
  const refused: Refusal[] = [];
  const behind = servers.filter(({ running, afterRestart }) =>
    [running, afterRestart].some(({ tlsMode }) => tlsMode === 'disabled'),
  );
  for (const server of behind) {
    const set = allowTlsChanges(server, paths);
    if ('refused' in set) refused.push(set.refused);
    else changes.push({ server, settings: set.changes });
  }
  if (refused.length > 0) return { refused };
  const withoutCa = changes.some(({ settings = [] }) => !settings.some(sets('net.tls.CAFile')));
  return {
    title: 'Members accept TLS beside plain text',
    needs: [
      'The certificate files lie on each server, and only the user who runs the server can read them',
      ...(withoutCa
        ? ['Without a CAFile members do not verify each other; name one with --ca-file where there is one']
        : []),
      ...waysAround(servers),
    ],
    restart: true,
    changes,
    verify: [
      'db.adminCommand({getParameter: 1, tlsMode: 1}) answers allowTLS on every member (sslMode and allowSSL before 4.2)',
      'rs.status() shows each member as PRIMARY or SECONDARY',
      'mongodb-tls connect, or mongosh with --tls, reaches every member by the host name that the others use',
      'db.serverStatus().security.SSLServerCertificateExpirationDate names the expected certificate (3.0 and later)',
    ],
    rollback: [
      'Put the old files back and restart the members in the same order; plain text was accepted all along',
    ],
  };
}

function sets(path: string) {
  return (change: NonNullable<ServerChange['settings']>[number]) => 'path' in change && change.path === path;
}

/** How to restart a set without an outage. */
export function waysAround(servers: readonly Server[]): string[] {
  const hasRouters = servers.some(({ member }) => member.program === 'mongos');
  return [
    'Secondaries restart first, one at a time, each until it is SECONDARY again; the primary comes last, after rs.stepDown(). Where another member is primary than the last one of the order, change the order',
    ...(hasRouters ? ['Clients know at least two mongos: a restart ends the connections of that one'] : []),
  ];
}

/** The stage in which members go on by one mode, without a restart. */
export function modeStage(servers: readonly Server[], mode: 'preferTLS' | 'requireTLS'): StageDraft {
  const before = tlsModes[tlsModes.indexOf(mode) - 1];
  const changes = servers
    .filter(({ running, afterRestart }) => running.tlsMode === before || afterRestart.tlsMode === before)
    .map((server): ServerChange => {
      const { config, running } = server;
      const settings = [modeChange(config, mode, running.version)];
      const isAhead = running.tlsMode !== before;
      return { server, settings, ...(isAhead ? {} : { command: modeCommand(server, mode) }) };
    });
  return {
    ...(mode === 'preferTLS' ? preferring : requiring),
    restart: false,
    changes,
  };
}

function modeCommand({ running }: Server, mode: TlsMode): ServerCommand {
  return hasReached(running.version, '4.2')
    ? { setParameter: 1, tlsMode: mode }
    : { setParameter: 1, sslMode: mode.replace(/TLS$/, 'SSL') };
}

const afterRestart =
  'A member that restarts after its file was edited is a step ahead already: it refuses its command, which then is not needed';

const preferring: Pick<StageDraft, 'title' | 'needs' | 'verify' | 'rollback'> = {
  title: 'Members connect to each other with TLS',
  needs: [
    'Every process, each mongos too, has finished the stage before: getParameter answers allowTLS or preferTLS',
    'Members verify each other from now on: each certificate names the host by which the others reach its server, and its chain leads to their CAFile',
    'Every client has a driver that can do TLS',
    afterRestart,
  ],
  verify: [
    'db.adminCommand({getParameter: 1, tlsMode: 1}) answers preferTLS on every member (sslMode and preferSSL before 4.2)',
    'rs.status() shows no member as unreachable, and lastHeartbeatMessage is empty',
    'The logs hold no new line with id 23256 or 22988 (a refused certificate or handshake) since the change',
    'db.serverStatus().transportSecurity counts handshakes that go up (3.4 and later)',
  ],
  rollback: [
    'Restart the members one after the other with allowTLS in their files: the mode cannot be set back on a running server, and members with allowTLS and preferTLS reach each other',
  ],
};

const requiring: Pick<StageDraft, 'title' | 'needs' | 'verify' | 'rollback'> = {
  title: 'Only TLS is accepted',
  needs: [
    'Every process, each mongos too, runs with preferTLS or requireTLS: getParameter says so',
    'No client connects in plain text any more: the logs hold no new line with id 23838 for some days (disableNonTLSConnectionLogging must be off); drivers, backups, monitoring, exporters and mongosqld count too',
    afterRestart,
  ],
  verify: [
    'db.adminCommand({getParameter: 1, tlsMode: 1}) answers requireTLS on every member (sslMode and requireSSL before 4.2)',
    'A connection without TLS is refused, and id 22988 is logged for it',
    'Connections in plain text that were open before stay open: compare db.serverStatus().connections, and restart clients that are left over',
  ],
  rollback: [
    'Restart the members one after the other with preferTLS in their files: members with preferTLS and requireTLS reach each other, and plain text is accepted again',
  ],
};
