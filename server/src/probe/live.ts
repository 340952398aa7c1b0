import type { Cluster } from '../core/cluster/member.ts';
import type { ServerCommand } from '../core/plans/plan.ts';
import type { Told } from '../core/plans/running.ts';
import { connectionTo } from './connection-string.ts';
import type { ConnectReport } from './report.ts';
import type { ProbeRequest } from './request.ts';

/** A member to be asked. */
export interface LiveTarget {
  readonly id: string;
  /** `host:port`; absent where no file says how it is reached. */
  readonly host?: string;
}

/** What came of asking one member. */
export interface LiveAnswer extends LiveTarget {
  /** Absent where nobody was asked. */
  readonly report?: Pick<ConnectReport, 'ok' | 'mode' | 'diagnosis' | 'tls' | 'state' | 'command'>;
  /** Why nobody was asked, in a sentence. */
  readonly problem?: string;
}

/** How members are asked. */
export interface LiveConnection {
  /** Of any of them: user and options count, hosts do not. */
  readonly uri: string;
  /** As in {@link ProbeRequest}. */
  readonly options: Readonly<Record<string, string>>;
  /** For each member, in milliseconds. */
  readonly timeoutMs: number;
  readonly baseFolder?: string;
}

/** Nothing that could be taken for more of a connection string. */
const isHost = /^(?:[\w.-]{1,255}|\[[\da-fA-F:.]{2,60}\])(?::\d{1,5})?$/;
const noHost =
  'No file says by which host it is reached; a comment "# mongodb-tls: host=HOST:PORT" in its configuration does.';

type Test = (request: ProbeRequest, signal: AbortSignal) => Promise<ConnectReport>;

/** So many connections are open at once. */
const atOnce = 16;

/** The members of some clusters, each by the host that others use first. */
export function liveTargets(clusters: readonly Cluster[]): LiveTarget[] {
  return clusters.flatMap(({ members }) =>
    members.map(({ id, hosts: [host] }) => ({ id, ...(host === undefined ? {} : { host }) })),
  );
}

/** Asks all members what they run with, each by itself; the answers are in their order. Never throws. */
export async function askServers(
  targets: readonly LiveTarget[],
  connection: LiveConnection,
  test: Test,
  signal: AbortSignal,
): Promise<LiveAnswer[]> {
  const answers: LiveAnswer[] = [];
  const left = [...targets.entries()];
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [at, target] = next;
      answers[at] = await askServer(target, connection, test, signal);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, targets.length) }, work));
  return answers;
}

/** Asks one member, after it was sent a command where there is one. */
export async function askServer(
  target: LiveTarget,
  { uri, ...how }: LiveConnection,
  test: Test,
  signal: AbortSignal,
  command?: ServerCommand,
): Promise<LiveAnswer> {
  const { host } = target;
  if (host === undefined || !isHost.test(host)) return { ...target, problem: noHost };
  const own = connectionTo(host, uri);
  if (own === undefined) return { ...target, problem: 'The connection string cannot be read.' };
  const request = { ...how, uri: own, live: command ? { command } : {} };
  return { ...target, report: await test(request, signal) };
}

/** What members told that a plan begins with. A connection that fails may tell as much as the mode. */
export function toldBy(answers: readonly LiveAnswer[]): Told {
  return new Map(
    answers.flatMap(({ id, report }) => {
      const { version, parameters = {} } = report?.state ?? {};
      const { clusterAuthMode, tlsMode = modeOf(report) } = parameters;
      const told = {
        ...(version === undefined ? {} : { version }),
        ...(tlsMode === undefined ? {} : { tlsMode }),
        ...(clusterAuthMode === undefined ? {} : { clusterAuthMode }),
      };
      return Object.keys(told).length > 0 ? [[id, told]] : [];
    }),
  );
}

function modeOf(report: LiveAnswer['report']): string | undefined {
  return report?.mode === 'allowTLS or preferTLS' ? undefined : report?.mode;
}

/** Those of whom it is not known in which mode they run: nothing should go on before they answer. */
export function silent(answers: readonly LiveAnswer[]): string[] {
  const told = toldBy(answers);
  return answers.flatMap(({ id }) => (told.get(id)?.tlsMode === undefined ? [id] : []));
}
