import { codeOf } from './codes.ts';
import type { Connection } from './connection-string.ts';
import { tlsDetails } from './details.ts';
import type { Draft } from './draft.ts';
import { clientOf, useDriver, type DriverResult } from './driver.ts';
import type { Facts } from './facts.ts';
import { type Failure, failureOf } from './failure.ts';
import { show } from './host-list.ts';
import { best, probeHosts, someFailed, unnamedMembers } from './hosts.ts';
import { Limit, pause } from './limit.ts';
import { modeOf } from './mode.ts';
import { pingThrough } from './ping.ts';
import { releaseOf } from './releases.ts';
import type { ServerMode, Step } from './report.ts';
import type { ProbeRequest } from './request.ts';
import type { Seeds } from './resolve.ts';
import type { WirePlan } from './wire-plan.ts';
import { type WireResult, elapsed } from './host-log.ts';

function wrongSet(connection: Connection, { hello }: WireResult): string[] {
  if (!hello || connection.replicaSet === undefined || hello.setName === connection.replicaSet) return [];
  return [
    hello.setName === undefined
      ? `The connection string asks for the replica set ${connection.replicaSet}; this server belongs to none.`
      : `The connection string asks for the replica set ${connection.replicaSet}; this server belongs to ${hello.setName}.`,
  ];
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

/** What works with a server that is too old for the driver, and how old it is. */
function withAge(failure: Failure, { hello, facts }: WireResult): Failure {
  if (failure.code !== 'server-too-old' || !hello) return failure;
  const works = facts.tlsAnswered
    ? 'The TLS handshake with its certificates and the greeting (hello) work'
    : 'The greeting (hello) works';
  const { maxWireVersion: wire } = hello;
  const release = releaseOf(wire);
  const age = release === undefined ? 'is older than MongoDB 4.4' : `is MongoDB ${release} or near it`;
  return {
    ...failure,
    specifics: [
      `${works}. The server ${age} (wire version ${String(wire)}), and the driver of this test begins at wire version 9: login and commands were not tried. mongosh, Compass and programs with a driver of today fail in the same way, while older ones connect.`,
    ],
  };
}

/** What one test has prepared. */
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

/** Takes the steps of all hosts, and those of a driver where they answer. */
export async function dialled(dialling: Dialling, signal: AbortSignal): Promise<Draft> {
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
      ? tlsDetails(wire.way, wire, plan, signal)
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
  const failure = used.failure && withAge(withMembers(used.failure, members), wire);
  if (!failure) notes.push(...someFailed(members, 'members named by the replica set'));
  return {
    ...draft,
    steps: [...steps, ...used.steps],
    members,
    mode,
    tls,
    ...(used.settings ? { settings: used.settings } : {}),
    ...(used.live ? { live: used.live } : {}),
    ...(failure ? { failure } : {}),
  };
}

function modeByFailure({ failure }: WireResult): ServerMode | undefined {
  if (failure?.code === 'server-requires-tls') return 'requireTLS';
  return failure?.code === 'server-speaks-plain-text' ? 'disabled' : undefined;
}
