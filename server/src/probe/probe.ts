import { rootCertificates } from 'node:tls';
import type { ClientName } from '../core/client-options/client-names.ts';
import { checkFiles, noInputs, type TlsInputs } from './check-files.ts';
import { clientOutcomes, clientTitles, differingClients } from './clients.ts';
import { codeOf } from './codes.ts';
import { commandsFor } from './commands.ts';
import type { Connection } from './connection-string.ts';
import { parseConnection } from './connection-string.ts';
import type { TlsSettings } from './dial.ts';
import { clientOf, useDriver, type DriverResult } from './driver.ts';
import { tlsDetails } from './details.ts';
import { explain } from './explain.ts';
import { isAtlas, type Facts } from './facts.ts';
import type { Failure } from './failure.ts';
import { failureOf, found } from './failure.ts';
import { show, type Target } from './host-list.ts';
import { best, outcomesOf, probeHosts, someFailed, unnamedMembers } from './hosts.ts';
import { tlsLibrary } from './library.ts';
import { Limit, pause, within } from './limit.ts';
import { modeOf } from './mode.ts';
import { pingThrough } from './ping.ts';
import { redact, redactAll } from './redact.ts';
import type { ClientOutcome, ConnectReport, Diagnosis, ServerMode, Step, TlsFacts } from './report.ts';
import type { Resolver, Seeds } from './resolve.ts';
import { seedList, systemResolver } from './resolve.ts';
import { systemCertificates } from './trust-store.ts';
import { texts } from './texts.ts';
import type { WirePlan } from './wire-plan.ts';
import type { WireResult } from './wire.ts';
import { elapsed } from './wire.ts';

export interface ProbeRequest {
  readonly uri: string;
  /** TLS options by their connection-string names; they win over those in the URI. */
  readonly options: Readonly<Record<string, string>>;
  /** The client that reads the connection string; without it, options of all clients are let through with a note. */
  readonly driver?: ClientName;
  /** Looks longer: protocol versions, requested authorities, OCSP, parameters of the server. */
  readonly details?: boolean;
  /** For all of it, in milliseconds. */
  readonly timeoutMs: number;
  /** When that time began, on the scale of `performance.now()`; without it, with the call. */
  readonly startedAt?: number;
  /** Relative paths are taken from here; without it, from the folder of the process. */
  readonly baseFolder?: string;
}

/** The store that a client trusts without a CA file, or, with mongosh and Compass, beside it. */
function storeOf(
  client: ClientName | undefined,
  hasCaFile: boolean,
): 'bundled' | 'system' | 'both' | undefined {
  if (client === 'mongosh' || client === 'compass') return 'both';
  if (hasCaFile) return undefined;
  return client === 'pymongo' || client === 'go' || client === 'csharp' || client === 'tools'
    ? 'system'
    : undefined;
}

async function planOf(
  connection: Connection,
  inputs: TlsInputs,
  resolver: Resolver,
  { driver: client, details = false }: ProbeRequest,
): Promise<WirePlan> {
  const on = (name: Parameters<typeof connection.tlsOptions.get>[0]): boolean =>
    connection.tlsOptions.get(name) === 'true';
  const allowInvalidHostnames = on('tlsAllowInvalidHostnames') || on('tlsInsecure');
  const own = inputs.ca === undefined ? [] : [inputs.ca];
  const store = on('tlsUseSystemCA') ? 'both' : storeOf(client, inputs.ca !== undefined);
  const ca = [
    ...own,
    ...(store === 'both' ? rootCertificates : []),
    ...(store === undefined ? [] : await systemCertificates()),
  ];
  const settings: TlsSettings = {
    ...(ca.length > 0 ? { ca } : {}),
    ...(inputs.certificateKey === undefined
      ? {}
      : { cert: inputs.certificateKey, key: inputs.certificateKey }),
    ...(inputs.passphrase === undefined ? {} : { passphrase: inputs.passphrase }),
    ...(inputs.crl === undefined ? {} : { crl: inputs.crl }),
    ...(allowInvalidHostnames ? { checkServerIdentity: () => undefined } : {}),
  };
  const { connectTimeoutMS = 0, proxy } = connection;
  return {
    tls: connection.tls,
    inputs,
    settings,
    store,
    allowInvalidCertificates: on('tlsAllowInvalidCertificates') || on('tlsInsecure'),
    allowInvalidHostnames,
    loadBalanced: connection.loadBalanced,
    // 0 is no limit
    ...(connectTimeoutMS > 0 ? { connectTimeoutMS } : {}),
    ...(proxy ? { proxy } : {}),
    resolver,
    details,
  };
}

interface Draft {
  readonly steps: readonly Step[];
  readonly failure?: Failure;
  readonly alsoWrong?: readonly Failure[];
  readonly notes: readonly string[];
  readonly wire?: WireResult;
  readonly wires?: readonly WireResult[];
  readonly members?: readonly WireResult[];
  readonly mode?: ServerMode | undefined;
  readonly tls?: Partial<TlsFacts>;
  readonly settings?: Readonly<Record<string, string>>;
  readonly facts?: Facts;
  readonly inputs?: TlsInputs;
  readonly clients?: readonly ClientOutcome[];
}

function wrongSet(connection: Connection, { hello }: WireResult): string[] {
  if (!hello || connection.replicaSet === undefined || hello.setName === connection.replicaSet) return [];
  return [
    hello.setName === undefined
      ? `The connection string asks for the replica set ${connection.replicaSet}; this server belongs to none.`
      : `The connection string asks for the replica set ${connection.replicaSet}; this server belongs to ${hello.setName}.`,
  ];
}

/** What a login by certificate needs, before anything is dialled. */
function x509Problem({ mechanism, tls }: Connection, inputs: TlsInputs): Failure | undefined {
  if (mechanism !== 'MONGODB-X509') return undefined;
  if (!tls)
    return found(
      'options',
      'conflicting-options',
      'authMechanism=MONGODB-X509 logs in with the certificate of the TLS connection, and this connection has no TLS.',
      { fixes: ['Add tls=true, tlsCAFile and tlsCertificateKeyFile.'], only: true },
    );
  if (inputs.clientCertificate) return undefined;
  return found(
    'options',
    'client-certificate-required',
    'authMechanism=MONGODB-X509 logs in with a certificate, and no tlsCertificateKeyFile is given.',
    { sides: ['client-certificate'] },
  );
}

/** The files of the options. Without TLS no driver reads them; they serve to judge what TLS would meet. */
async function inputsOf(connection: Connection, folder: string) {
  const checked = await checkFiles(connection.tlsOptions, folder);
  if (connection.tls || !('failure' in checked)) return checked;
  return { inputs: noInputs, notes: [] };
}

/** For the driver: with the hosts of the SRV record and what its TXT record adds, so that it looks nothing up by itself. */
function resolvedUri({ driverUri, srv }: Connection, { hosts, txtOptions = [] }: Seeds): string {
  if (!srv) return driverUri;
  const [, user = '', path = '/', query = ''] =
    /^mongodb\+srv:\/\/([^@]*@)?[^/?]*(\/[^?]*)?(?:\?(.*))?$/.exec(driverUri) ?? [];
  const own = query.split('&').filter((option) => option !== '' && !/^srv/i.test(option));
  const names = new Set(own.map((option) => (option.split('=')[0] ?? '').toLowerCase()));
  const added = txtOptions.filter((option) => !names.has((option.split('=')[0] ?? '').toLowerCase()));
  const all = [...own, ...added];
  const options = all.length > 0 ? `?${all.join('&')}` : '';
  return `mongodb://${user}${hosts.map(show).join(',')}${path}${options}`;
}

function factsOf(connection: Connection, inputs: TlsInputs): Facts {
  return {
    tlsAsked: connection.tls,
    caFileGiven: inputs.ca !== undefined,
    clientCertificateGiven: inputs.clientCertificate !== undefined,
    srv: connection.srv,
    atlas: connection.hosts.some(({ host }) => isAtlas(host)),
    userGiven: connection.user !== undefined,
  };
}

function dnsStep(wire: WireResult, seeds: Seeds, since: number): Step[] {
  const [dns, ...others] = wire.steps;
  if (!dns) return [];
  const srv =
    seeds.srvName === undefined ? {} : { srv: seeds.srvName, hosts: seeds.hosts.map(show).join(', ') };
  const ms = seeds.srvName === undefined ? dns.ms : Math.max(dns.ms, elapsed(since));
  return [{ ...dns, ms, detail: { ...srv, ...dns.detail } }, ...others];
}

/** A member's own failure says more than that the driver found nobody. */
function withMembers(failure: Failure, members: readonly WireResult[]): Failure {
  const [member] = members.filter((result) => result.failure);
  const cause = member?.failure;
  if (!cause || !failure.raw.names.includes('UnreachableError')) return failure;
  return {
    ...failure,
    code: codeOf(cause),
    ...(cause.sides ? { sides: cause.sides } : {}),
    specifics: [
      ...(failure.specifics ?? []),
      ...members.flatMap(({ target, failure: own }) =>
        own ? [`${show(target)}: ${(own.specifics ?? [own.raw.message]).join(' ')}`] : [],
      ),
    ],
    facts: { ...cause.facts, mongodbAnswered: true },
  };
}

async function run(
  connection: Connection,
  request: ProbeRequest,
  resolver: Resolver,
  signal: AbortSignal,
): Promise<Draft> {
  const notes = [...connection.notes];
  const checked = await inputsOf(connection, request.baseFolder ?? process.cwd());
  if ('failure' in checked) return { steps: [], failure: checked.failure, notes };
  const { inputs } = checked;
  notes.push(...checked.notes);
  const facts = factsOf(connection, inputs);
  const problem = x509Problem(connection, inputs);
  if (problem) return { steps: [], failure: problem, notes, facts };
  const plan = await planOf(connection, inputs, resolver, request);
  const { proxy } = plan;
  const judged = proxy
    ? undefined
    : clientOf(connection, connection.driverUri, plan, request.timeoutMs, signal);
  if (judged && 'failure' in judged) return { steps: [], failure: judged.failure, notes, facts };

  const since = performance.now();
  const seeds = await seedList(connection, resolver, signal);
  if ('failure' in seeds) {
    const { failure } = seeds;
    return {
      steps: [{ name: 'dns', ok: false, ms: elapsed(since), detail: { code: failure.raw.code } }],
      failure,
      notes,
      facts,
    };
  }
  const driverLimit = new Limit(signal);
  try {
    return await dialled(
      { connection, request, plan, seeds, since, facts, notes, driverLimit, judged },
      signal,
    );
  } finally {
    driverLimit.abort(new DOMException('The test is over.', 'AbortError'));
  }
}

interface Dialling {
  readonly connection: Connection;
  readonly request: ProbeRequest;
  readonly plan: WirePlan;
  readonly seeds: Seeds;
  readonly since: number;
  readonly facts: Facts;
  readonly notes: string[];
  readonly driverLimit: Limit;
  readonly judged: ReturnType<typeof clientOf> | undefined;
}

/** The driver of an application; it begins early where the server is slow, so that the answer comes within the time limit. */
function driverOf({ connection, request, plan, seeds, driverLimit, judged }: Dialling) {
  let started: Promise<DriverResult> | undefined;
  let isStandaloneInList = false;
  const start = (): Promise<DriverResult> => {
    const { signal } = driverLimit;
    const made = connection.srv
      ? clientOf(connection, resolvedUri(connection, seeds), plan, request.timeoutMs, signal)
      : judged;
    if (!made) return pingThrough(seeds.hosts, plan, connection, signal);
    if ('failure' in made) return Promise.resolve({ steps: [], failure: made.failure });
    return useDriver(made.client, connection, plan, () => isStandaloneInList, signal);
  };
  return {
    begin: () => {
      if (judged) started ??= start();
      started?.catch(() => undefined);
    },
    result: async (standaloneInList: boolean): Promise<DriverResult> => {
      isStandaloneInList = standaloneInList;
      return (started ??= start());
    },
  };
}

/** What is nearly there; undefined where it is not. */
async function soon<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  const late = pause(20, signal).then(
    () => undefined,
    () => undefined,
  );
  return Promise.race([work, late]);
}

async function dialled(dialling: Dialling, signal: AbortSignal): Promise<Draft> {
  const { connection, plan, seeds, since, facts, notes } = dialling;
  const { inputs } = plan;
  const driver = driverOf(dialling);
  const wires = await probeHosts(seeds.hosts, { ...plan, onSlow: driver.begin }, signal);
  const wire = best(wires);
  if (!wire) return { steps: [], failure: failureOf('dns', new Error('No host was named.')), notes, facts };
  const steps = dnsStep(wire, seeds, since);
  notes.push(...wire.notes, ...someFailed(wires, 'hosts'));
  const draft = {
    notes,
    wire,
    wires,
    inputs,
    alsoWrong: wire.alsoWrong,
    facts: { ...facts, ...wire.facts },
  };
  const details =
    plan.details && wire.way && wire.facts.tlsAnswered
      ? tlsDetails(wire.way, plan, signal)
      : Promise.resolve({});
  if (wire.failure)
    return { ...draft, steps, failure: wire.failure, mode: modeByFailure(wire), tls: await details };
  notes.push(...wrongSet(connection, wire));
  const standaloneInList = seeds.hosts.length > 1 && wire.hello?.role === 'standalone';
  const isDiscovered = connection.options.directConnection !== 'true' && !connection.loadBalanced;
  const unnamed = wire.hello && isDiscovered ? unnamedMembers(wire.hello, seeds.hosts) : [];
  const over = new Limit(signal);
  const looking = wire.way
    ? modeOf(wire.way, plan.tls, over.signal, plan.details ? 3000 : undefined)
    : Promise.resolve(undefined);
  const [used, members] = await Promise.all([
    driver.result(standaloneInList),
    probeHosts(unnamed, plan, signal),
  ]);
  const mode = plan.details ? await looking : await soon(looking, signal);
  over.abort(new DOMException('The driver has answered.', 'AbortError'));
  const tls = await details;
  const failure = used.failure && withMembers(used.failure, members);
  if (!failure) notes.push(...someFailed(members, 'members named by the replica set'));
  return {
    ...draft,
    steps: [...steps, ...used.steps],
    members,
    mode,
    tls,
    ...(used.settings ? { settings: used.settings } : {}),
    ...(failure ? { failure } : {}),
  };
}

function modeByFailure({ failure }: WireResult): ServerMode | undefined {
  if (failure?.code === 'server-requires-tls') return 'requireTLS';
  return failure?.code === 'server-speaks-plain-text' ? 'disabled' : undefined;
}

/** What a named client refuses although the connection works. */
function refusedBy(client: ClientName, outcomes: readonly ClientOutcome[]): Failure | undefined {
  const own = outcomes.find(({ name }) => name === clientTitles[client]);
  if (own?.connects !== 'no') return undefined;
  const code = /alternative name|host name/.test(own.why)
    ? 'hostname-mismatch'
    : own.why.includes('OCSP')
      ? 'server-certificate-revoked'
      : own.why.includes('lack')
        ? 'unknown-ca'
        : 'unsupported-by-tls-library';
  return found('tls', code, `${own.name} refuses this server: ${own.why}`, {
    sides: ['server-chain'],
    facts: { tlsAnswered: true },
  });
}

async function withClients(
  draft: Draft,
  connection: Connection,
  { uri, options, driver }: ProbeRequest,
): Promise<Draft> {
  const { failure, wire } = draft;
  const failed = failure && { code: codeOf(failure), title: texts[codeOf(failure)].title };
  const clients = await clientOutcomes({
    uri,
    options,
    connection,
    inputs: draft.inputs ?? noInputs,
    sent: connection.tls ? (wire?.sent ?? []) : [],
    wrongName: wire?.wrongName ?? false,
    ...(failed ? { failed } : {}),
    ...(wire?.tls?.ocsp ? { ocsp: wire.tls.ocsp } : {}),
  });
  const refused = failure || driver === undefined ? undefined : refusedBy(driver, clients);
  return { ...draft, clients, ...(refused ? { failure: refused } : {}) };
}

interface Context {
  readonly secrets: readonly string[];
  readonly connection?: Connection;
}

function diagnose(failure: Failure, facts: Facts, target: Target | undefined, context: Context): Diagnosis {
  const { secrets, connection } = context;
  const diagnosis = explain(failure, secrets, facts);
  if (diagnosis.commands || !connection) return diagnosis;
  const commands = commandsFor(diagnosis.code, connection, target);
  return commands.length > 0 ? { ...diagnosis, commands } : diagnosis;
}

function reportOf(draft: Draft, context: Context): ConnectReport {
  const {
    steps,
    failure,
    alsoWrong = [],
    notes,
    wire,
    wires = [],
    members = [],
    mode,
    facts = {},
    clients,
  } = draft;
  const { secrets, connection } = context;
  const seen = new Set(failure ? [codeOf(failure)] : []);
  const others = alsoWrong.filter((other) => {
    const code = codeOf(other);
    return !seen.has(code) && seen.add(code);
  });
  const report: ConnectReport = {
    version: 1,
    ok: !failure,
    ...(wire ? { target: show(wire.target) } : {}),
    steps,
    ...(failure ? { diagnosis: diagnose(failure, facts, wire?.target, context) } : {}),
    ...(others.length > 0
      ? { alsoWrong: others.map((other) => diagnose(other, facts, wire?.target, context)) }
      : {}),
    ...(wire?.tls ? { tls: { ...wire.tls, ...draft.tls } } : {}),
    ...(draft.settings && Object.keys(draft.settings).length > 0 ? { serverSettings: draft.settings } : {}),
    library: tlsLibrary(),
    ...(mode === undefined ? {} : { mode }),
    ...(wires.length + members.length > 1
      ? { hosts: [...outcomesOf(wires, false), ...outcomesOf(members, true)] }
      : {}),
    ...(connection ? { options: connection.options } : {}),
    ...(clients ? { clients } : {}),
    notes: [...new Set([...notes, ...differingClients(clients ?? [], !failure)])].map((note) =>
      redact(note, secrets),
    ),
  };
  return redactAll(report, secrets);
}

/** What the start of the process took of the time is gone, but a quarter of it is always left. */
function timeLeft({ timeoutMs, startedAt }: ProbeRequest): number {
  return startedAt === undefined
    ? timeoutMs
    : Math.max(timeoutMs - (performance.now() - startedAt), timeoutMs / 4);
}

/**
 * Tests a connection and explains its failure. Never throws and prints nothing; the report holds no secret. Aborting the signal
 * ends it at once, with the diagnosis `cancelled`.
 */
export async function probe(
  request: ProbeRequest,
  signal: AbortSignal,
  resolver: Resolver = systemResolver,
): Promise<ConnectReport> {
  let context: Context = { secrets: [] };
  try {
    const parsed = parseConnection(request.uri, request.options, request.driver);
    context = { secrets: parsed.secrets };
    if ('failure' in parsed.result)
      return reportOf({ steps: [], failure: parsed.result.failure, notes: [] }, context);
    const { connection } = parsed.result;
    context = { ...context, connection };
    const selection = connection.serverSelectionTimeoutMS ?? 0;
    const left = timeLeft(request);
    const ms = selection > 0 ? Math.min(left, selection) : left;
    const plain = await within(signal, ms, (limit) => run(connection, request, resolver, limit));
    const draft = signal.aborted ? plain : await withClients(plain, connection, request);
    if (!signal.aborted || !draft.failure) return reportOf(draft, context);
    const { stage, raw } = draft.failure;
    return reportOf({ ...draft, failure: { stage, raw, code: 'cancelled' } }, context);
  } catch (error) {
    // a fault of ours, and still an answer
    return reportOf(
      { steps: [], failure: { ...failureOf('options', error), code: 'unknown' }, notes: [] },
      context,
    );
  }
}
