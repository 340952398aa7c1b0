import type { Config } from '../config/config.ts';
import { placeIn } from '../cluster/cluster-report.ts';
import type { Member } from '../cluster/member.ts';
import type { MemberState } from '../cluster/member-state.ts';
import { stateOf, type FilePool } from '../cluster/read-state.ts';
import type { FileFact } from '../facts/facts.ts';
import type { Refusal } from './plan.ts';

/** A member on its way through a plan: what it runs with, and what it would run with after a restart. */
export interface Server {
  readonly id: string;
  readonly member: Member;
  /** Its configuration as the stages so far have left it. */
  readonly config: Config;
  /** By the paths as configurations and options write them. */
  readonly files: ReadonlyMap<string, FileFact>;
  readonly running: MemberState;
  readonly afterRestart: MemberState;
}

/** A server with other files; what it runs with stays. */
export function withFiles(
  server: Server,
  { config = server.config, files = server.files }: { config?: Config; files?: Server['files'] },
  pool: FilePool,
): Server {
  const { member, id } = server;
  const facts = { ...member.source.facts, files };
  const afterRestart = stateOf(config, facts, { name: id, hosts: member.hosts, pool });
  return { ...server, config, files, afterRestart };
}

/** Its files were changed, and it has not been restarted since. */
export function isBehindFiles({ running, afterRestart }: Server): boolean {
  return running.tlsMode !== afterRestart.tlsMode || running.clusterAuthMode !== afterRestart.clusterAuthMode;
}

/** Why there is no plan, on the first of some settings of a member that is there. */
export function refusal(
  { member }: Pick<Server, 'member'>,
  reason: string,
  settings: readonly string[],
): Refusal {
  return { reason, ...placeIn(member.source, settings) };
}

/** The settings that say whether and how a server speaks TLS. */
export const modeSettings = ['net.tls.mode', 'net.ssl.mode', 'net.tls', 'net.ssl', 'net'] as const;
