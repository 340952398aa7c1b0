import type { Document, MongoClient } from 'mongodb';
import type { ServerCommand } from '../core/plans/plan.ts';
import type { CommandAnswer, ServerState } from '../core/plans/server-state.ts';
import { until } from './limit.ts';

/** Parameters that decide between members; a release that does not know one leaves it out. */
const parameterNames = [
  'tlsMode',
  'clusterAuthMode',
  'tlsX509ClusterAuthDNOverride',
  'tlsClusterAuthX509Override',
];

/** Asks a server what it runs with. What it does not let the user know is left out, and told. */
export async function readServerState(client: MongoClient, signal: AbortSignal): Promise<ServerState> {
  const unread: string[] = [];
  const ask = async (command: Document): Promise<Document> => {
    try {
      return await until(client.db('admin').command(command), signal);
    } catch (error) {
      signal.throwIfAborted();
      unread.push(`${Object.keys(command)[0] ?? ''}: ${reasonOf(error)}`);
      return {};
    }
  };
  const hello = await ask({ hello: 1 });
  const named = Object.fromEntries(parameterNames.map((name) => [name, 1]));
  const parameters = await ask({ getParameter: 1, ...named });
  // the sections that are large and say nothing of TLS
  const status = await ask({ serverStatus: 1, metrics: 0, wiredTiger: 0, tcmalloc: 0, repl: 0, locks: 0 });
  const version = textOf(status.version) ?? textOf((await ask({ buildInfo: 1 })).version);
  const setName = textOf(hello.setName);
  return {
    ...(version === undefined ? {} : { version }),
    role: roleOf(hello),
    ...(setName === undefined ? {} : { replicaSet: setName }),
    parameters: textsIn(parameters),
    ...certificateIn(recordOf(status.security)),
    ...handshakesIn(recordOf(status.transportSecurity)),
    ...loginsIn(recordOf(recordOf(recordOf(status.security).authentication).mechanisms)),
    unread,
  };
}

/** Sends one command to the admin database. Throws only what the signal brings. */
export async function sendCommand(
  client: MongoClient,
  command: ServerCommand,
  signal: AbortSignal,
): Promise<CommandAnswer> {
  try {
    await until(client.db('admin').command({ ...command }), signal);
    return { ok: true };
  } catch (error) {
    signal.throwIfAborted();
    return { ok: false, reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function roleOf(hello: Document): ServerState['role'] {
  if (hello.msg === 'isdbgrid') return 'mongos';
  if (hello.isWritablePrimary === true) return textOf(hello.setName) === undefined ? 'standalone' : 'primary';
  if (hello.secondary === true) return 'secondary';
  return hello.arbiterOnly === true ? 'arbiter' : 'other';
}

function textsIn(answer: Document): Record<string, string> {
  return Object.fromEntries(
    parameterNames.flatMap((name) => {
      const value: unknown = answer[name];
      // the override of 7.0 is a document
      if (typeof value === 'object' && value !== null) return [[name, JSON.stringify(value)]];
      return typeof value === 'string' && value !== '' ? [[name, value]] : [];
    }),
  );
}

function certificateIn(security: Document): Pick<ServerState, 'certificate'> {
  const subject = textOf(security.SSLServerSubjectName);
  const expires: unknown = security.SSLServerCertificateExpirationDate;
  const trust: unknown = security.SSLServerHasCertificateAuthority;
  if (subject === undefined && !(expires instanceof Date)) return {};
  return {
    certificate: {
      ...(subject === undefined ? {} : { subject }),
      ...(expires instanceof Date ? { notAfter: expires.toISOString() } : {}),
      ...(typeof trust === 'boolean' ? { hasCertificateAuthority: trust } : {}),
    },
  };
}

function handshakesIn(counts: Document): Pick<ServerState, 'handshakes'> {
  const numbers = Object.entries(counts).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return numbers.length > 0 ? { handshakes: Object.fromEntries(numbers) } : {};
}

function loginsIn(mechanisms: Document): Pick<ServerState, 'logins'> {
  const used = Object.entries(mechanisms).map(([mechanism, counts]) => {
    const { authenticate, clusterAuthenticate } = recordOf(counts);
    const isOfMembers = clusterAuthenticate !== undefined;
    return {
      mechanism,
      users: countOf(authenticate),
      ...(isOfMembers ? { members: countOf(clusterAuthenticate) } : {}),
    };
  });
  const logins = used.filter(({ users, members }) => users.received + (members?.received ?? 0) > 0);
  return used.length > 0 ? { logins } : {};
}

function countOf(value: unknown): { received: number; successful: number } {
  const { received, successful } = recordOf(value);
  return { received: numberOf(received), successful: numberOf(successful) };
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function recordOf(value: unknown): Document {
  return typeof value === 'object' && value !== null ? value : {};
}
