import { MongoClient, type MongoClientOptions, type TopologyDescription } from 'mongodb';
import type { LookupFunction } from 'node:net';
import type { Draft } from './draft.ts';
import { Limit, pause, until } from './limit.ts';
import type { Connection } from './connection-string.ts';
import { driverFailure, NoServerError, UnreachableError } from './driver-failure.ts';
import type { Failure } from './failure.ts';
import { failureOf } from './failure.ts';
import type { Step } from './report.ts';
import { serverSettings } from './details.ts';
import { readServerState, sendCommand } from './server-state.ts';
import { addressesOf } from './resolve.ts';
import { elapsed } from './host-log.ts';
import type { WirePlan } from './wire-plan.ts';

export interface DriverResult {
  readonly steps: readonly Step[];
  /** Parameters of the server, where they were asked for and may be read. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly live?: Draft['live'];
  readonly failure?: Failure;
}

/** The options an application would give, from files that are read already. */
function optionsOf(
  { tls }: Connection,
  plan: WirePlan,
  timeoutMs: number,
  lookup: LookupFunction,
): MongoClientOptions {
  const { ca, cert, key, passphrase, crl } = plan.settings;
  const given = Object.entries({ ca, cert, key, passphrase, crl }).filter(([, value]) => value !== undefined);
  return {
    tls,
    ...(tls ? Object.fromEntries(given) : {}),
    ...(tls && plan.allowInvalidCertificates ? { tlsAllowInvalidCertificates: true } : {}),
    ...(tls && plan.allowInvalidHostnames ? { tlsAllowInvalidHostnames: true } : {}),
    serverSelectionTimeoutMS: timeoutMs,
    connectTimeoutMS: plan.connectTimeoutMS ?? timeoutMs,
    socketTimeoutMS: timeoutMs,
    lookup,
    serverMonitoringMode: 'poll',
    maxPoolSize: 1,
    // a test needs none, and some are native modules
    compressors: 'none',
    appName: 'mongodb-tls',
  };
}

export type Client = { readonly client: MongoClient } | { readonly failure: Failure };

/** The driver asks as everything else here does, so that a name service that is silent holds nobody. */
function lookupBy({ resolver }: WirePlan, signal: AbortSignal): LookupFunction {
  return (host, options, callback) => {
    addressesOf(host, resolver, signal).then(
      (addresses) => {
        const [first] = addresses;
        if (options.all === true) callback(null, [...addresses]);
        else callback(null, first?.address ?? '', first?.family);
      },
      (error: unknown) => {
        callback(error as NodeJS.ErrnoException, '');
      },
    );
  };
}

/** Lets the driver judge the connection string. Opens nothing. */
export function clientOf(
  connection: Connection,
  uri: string,
  plan: WirePlan,
  timeoutMs: number,
  signal: AbortSignal,
): Client {
  try {
    const options = optionsOf(connection, plan, timeoutMs, lookupBy(plan, signal));
    return { client: new MongoClient(uri, options) };
  } catch (error) {
    return { failure: failureOf('options', error) };
  }
}

const writable = new Set(['Standalone', 'RSPrimary', 'Mongos', 'LoadBalancer']);

function isUsable(client: MongoClient, topology: TopologyDescription | undefined): boolean {
  if (!topology || topology.type === 'Single') return true;
  const types = [...topology.servers.values()].map(({ type }) => type);
  if (types.some((type) => writable.has(type))) return true;
  return client.options.readPreference.mode !== 'primary' && types.includes('RSSecondary');
}

/** An election takes less, in milliseconds; a set without a primary stays so. */
const grace = 1000;

/** An application waits for the whole selection timeout; this rejects as soon as the monitors have seen enough. */
class Watch {
  topology: TopologyDescription | undefined;
  readonly hopeless: Promise<never>;
  readonly #over: Limit;

  constructor(client: MongoClient, signal: AbortSignal) {
    this.#over = new Limit(signal);
    this.hopeless = new Promise<never>((_resolve, reject) => {
      let waiting = false;
      const nobody = async (): Promise<void> => {
        await pause(grace, this.#over.signal);
        waiting = false;
        if (!isUsable(client, this.topology)) throw new NoServerError('No server was selected.');
      };
      client.on('topologyDescriptionChanged', ({ newDescription }) => {
        this.topology = newDescription;
        const servers = [...newDescription.servers.values()];
        const unknown = servers.filter(({ type }) => type === 'Unknown');
        const [failed] = unknown.filter(({ error }) => error);
        const untried = unknown.some(({ error }) => !error);
        if (untried || waiting || isUsable(client, newDescription)) return;
        // a set of another name leaves no server at all
        if (servers.length === 0) {
          reject(new NoServerError('No server was selected.'));
          return;
        }
        if (failed && unknown.length === servers.length) {
          reject(new UnreachableError('No server can be reached.', { cause: failed.error }));
          return;
        }
        waiting = true;
        nobody().catch(reject);
      });
    });
    // the race may be over before it rejects
    this.hopeless.catch(() => undefined);
  }

  stop(): void {
    this.#over.abort(new DOMException('The driver has answered.', 'AbortError'));
  }
}

/** Sends the command, if any, and looks at the server after it. */
async function askLive(
  client: MongoClient,
  { command }: NonNullable<WirePlan['live']>,
  signal: AbortSignal,
): Promise<NonNullable<Draft['live']>> {
  const answer = command && (await sendCommand(client, command, signal));
  const state = await readServerState(client, signal);
  return { state, ...(answer ? { command: answer } : {}) };
}

/** Connects, logs in and pings as an application would, and closes. Never throws. */
export async function useDriver(
  client: MongoClient,
  connection: Connection,
  plan: WirePlan,
  isStandaloneInList: () => boolean,
  signal: AbortSignal,
): Promise<DriverResult> {
  const steps: Step[] = [];
  const { credentials } = client.options;
  const mechanism = credentials?.mechanism === 'DEFAULT' ? 'SCRAM' : (credentials?.mechanism ?? 'SCRAM');
  const watch = new Watch(client, signal);
  let since = performance.now();
  let stage: 'auth' | 'ping' = credentials ? 'auth' : 'ping';
  const detail = (): Step['detail'] =>
    stage === 'auth' ? { mechanism, source: credentials?.source ?? '' } : { driver: 'mongodb for Node.js' };
  try {
    const connecting = client.connect();
    // closing a client that still connects rejects this, too
    connecting.catch(() => undefined);
    await until(Promise.race([connecting, watch.hopeless]), signal);
    if (stage === 'auth') steps.push({ name: 'auth', ok: true, ms: elapsed(since), detail: detail() });
    stage = 'ping';
    since = performance.now();
    await until(client.db('admin').command({ ping: 1 }), signal);
    steps.push({ name: 'ping', ok: true, ms: elapsed(since), detail: detail() });
    const live = plan.live && (await askLive(client, plan.live, signal));
    if (!plan.details) return { steps, ...(live ? { live } : {}) };
    return { steps, settings: await serverSettings(client, signal), ...(live ? { live } : {}) };
  } catch (error) {
    if (error instanceof UnreachableError || error instanceof NoServerError) stage = 'ping';
    const failure = driverFailure(stage, error, {
      connection,
      plan,
      topology: watch.topology,
      standaloneInList: isStandaloneInList(),
    });
    steps.push({
      name: stage,
      ok: false,
      ms: elapsed(since),
      detail: { ...detail(), code: failure.raw.code },
    });
    return { steps, failure };
  } finally {
    watch.stop();
    // a close that fails changes no verdict
    client.close().catch(() => undefined);
  }
}
