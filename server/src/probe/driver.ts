import { MongoClient, type MongoClientOptions, type TopologyDescription } from 'mongodb';
import { pause, until } from './abort.ts';
import type { Connection } from './connection-string.ts';
import type { Failure } from './failure.ts';
import { failureOf, rawErrorOf } from './failure.ts';
import type { Step } from './report.ts';
import type { WirePlan } from './wire.ts';
import { elapsed } from './wire.ts';

export interface DriverResult {
  readonly steps: readonly Step[];
  readonly failure?: Failure;
}

/** The options an application would give, from files that are read already. */
function optionsOf({ tls }: Connection, plan: WirePlan, timeoutMs: number): MongoClientOptions {
  const { ca, cert, key, passphrase, crl } = plan.settings;
  const given = Object.entries({ ca, cert, key, passphrase, crl }).filter(([, value]) => value !== undefined);
  return {
    tls,
    ...(tls ? Object.fromEntries(given) : {}),
    ...(tls && plan.allowInvalidCertificates ? { tlsAllowInvalidCertificates: true } : {}),
    ...(tls && plan.allowInvalidHostnames ? { tlsAllowInvalidHostnames: true } : {}),
    serverSelectionTimeoutMS: timeoutMs,
    connectTimeoutMS: timeoutMs,
    socketTimeoutMS: timeoutMs,
    serverMonitoringMode: 'poll',
    maxPoolSize: 1,
    // native modules that compress or report nothing to a test
    compressors: 'none',
    appName: 'mongodb-tls',
  };
}

export type Client = { readonly client: MongoClient } | { readonly failure: Failure };

/** Lets the driver judge the connection string. Opens nothing. */
export function clientOf(connection: Connection, plan: WirePlan, timeoutMs: number): Client {
  try {
    return { client: new MongoClient(connection.driverUri, optionsOf(connection, plan, timeoutMs)) };
  } catch (error) {
    return { failure: failureOf('options', error) };
  }
}

interface Verdict {
  /** Rejects with the first failure once every known server has failed. */
  readonly allFailed: Promise<never>;
  /** Resolves once every known server has answered or failed. */
  readonly allKnown: Promise<void>;
  readonly seen: () => TopologyDescription | undefined;
}

/** Watches the monitors: an application would wait for the whole selection timeout. */
function watch(client: MongoClient): Verdict {
  let last: TopologyDescription | undefined;
  let fail: (error: Error) => void;
  let know: () => void;
  const allFailed = new Promise<never>((_resolve, reject) => (fail = reject));
  const allKnown = new Promise<void>((resolve) => (know = resolve));
  allFailed.catch(() => undefined);
  client.on('topologyDescriptionChanged', ({ newDescription }) => {
    last = newDescription;
    const servers = [...newDescription.servers.values()];
    const failed = servers.filter(({ type, error }) => type === 'Unknown' && error);
    const [error] = failed.map((server) => server.error);
    if (error && failed.length === servers.length) fail(error);
    const waiting = servers.filter(({ type, error: problem }) => type === 'Unknown' && !problem);
    if (newDescription.type !== 'Unknown' && waiting.length === 0) know();
    if (servers.length === 0) know();
  });
  return { allFailed, allKnown, seen: () => last };
}

/** An election takes less; a set without a primary stays so. */
const grace = 1000;

class NoServerError extends Error {
  override readonly name = 'NoServerError';
}

function noServer(connection: Connection, seen: TopologyDescription | undefined, error: unknown): Failure {
  const servers = [...(seen?.servers.values() ?? [])];
  const states = servers.map(({ address, type }) => `${address} (${type})`).join(', ');
  return {
    stage: 'ping',
    code: 'no-suitable-server',
    raw: rawErrorOf(error),
    specifics: [
      connection.replicaSet === undefined
        ? `The driver knows ${states === '' ? 'no server that fits' : states}.`
        : `The connection string asks for the replica set ${connection.replicaSet}; the driver knows ${states === '' ? 'no member of it' : states}.`,
    ],
  };
}

function afterHello(stage: 'auth' | 'ping', error: unknown, seen: TopologyDescription | undefined): Failure {
  const failure = failureOf(stage, error);
  const broken = [...(seen?.servers.values() ?? [])]
    .filter((server) => server.error)
    .map(({ address }) => address);
  if (failure.raw.names.includes('MongoCompatibilityError'))
    return {
      ...failure,
      code: 'unknown',
      specifics: [
        'TLS and the greeting work. The driver that this test uses speaks to MongoDB 4.4 and later only; use a driver of the time of your server.',
      ],
    };
  if (failure.raw.names.includes('MongoMissingDependencyError'))
    return {
      ...failure,
      code: 'unknown',
      specifics: [
        'TLS and the greeting work. This login mechanism needs a module that is not part of this tool.',
      ],
    };
  if (stage === 'ping' && broken.length > 0)
    return {
      ...failure,
      specifics: [
        `The hosts of the connection string answer. They name the members of their replica set, and the driver then dials those: ${broken.join(', ')} cannot be reached by these names.`,
      ],
      fixes: [
        'Make the names in rs.conf() reachable from here, or add directConnection=true to reach one member only.',
      ],
    };
  return failure;
}

/** Connects, logs in and pings as an application would, and closes. Never throws. */
export async function useDriver(
  client: MongoClient,
  connection: Connection,
  signal: AbortSignal,
): Promise<DriverResult> {
  const steps: Step[] = [];
  const credentials = client.options.credentials;
  const verdict = watch(client);
  const mechanism = credentials?.mechanism === 'DEFAULT' ? 'SCRAM' : credentials?.mechanism;
  let since = performance.now();
  let stage: 'auth' | 'ping' = credentials ? 'auth' : 'ping';
  const detail = (): Step['detail'] =>
    stage === 'auth'
      ? { mechanism: mechanism ?? 'SCRAM', source: credentials?.source ?? '' }
      : { driver: 'mongodb for Node.js' };
  const nobody = async (): Promise<never> => {
    await verdict.allKnown;
    await pause(grace, signal);
    throw new NoServerError('No server was selected.');
  };
  try {
    const connecting = client.connect();
    connecting.catch(() => undefined);
    const giveUp = nobody();
    giveUp.catch(() => undefined);
    // a slow login is no missing server
    const selecting = credentials ? [] : [giveUp];
    await until(Promise.race([connecting, verdict.allFailed, ...selecting]), signal);
    if (stage === 'auth') steps.push({ name: 'auth', ok: true, ms: elapsed(since), detail: detail() });
    stage = 'ping';
    since = performance.now();
    await until(client.db('admin').command({ ping: 1 }), signal);
    steps.push({ name: 'ping', ok: true, ms: elapsed(since), detail: detail() });
    return { steps };
  } catch (error) {
    const selection =
      error instanceof NoServerError || rawErrorOf(error).code === 'MongoServerSelectionError';
    if (selection) stage = 'ping';
    const failure = selection
      ? noServer(connection, verdict.seen(), error)
      : afterHello(stage, error, verdict.seen());
    steps.push({
      name: stage,
      ok: false,
      ms: elapsed(since),
      detail: { ...detail(), code: failure.raw.code },
    });
    return { steps, failure };
  } finally {
    // what remains of the connection is of no use, and a close that fails changes no verdict
    client.close().catch(() => undefined);
  }
}
