import { setMaxListeners } from 'node:events';
import { rootCertificates } from 'node:tls';
import type { ClientName } from '../core/client-options/client-names.ts';
import { checkFiles, type TlsInputs } from './check-files.ts';
import type { Connection } from './connection-string.ts';
import { parseConnection } from './connection-string.ts';
import { codeOf } from './codes.ts';
import type { TlsSettings } from './dial.ts';
import { clientOf, useDriver } from './driver.ts';
import { explain } from './explain.ts';
import type { Failure } from './failure.ts';
import { failureOf } from './failure.ts';
import { show, type Target } from './host-list.ts';
import { tlsLibrary } from './library.ts';
import { redact } from './redact.ts';
import type { ConnectReport, Step } from './report.ts';
import type { Resolver } from './resolve.ts';
import { seedList, systemResolver } from './resolve.ts';
import { systemCertificates } from './second-look.ts';
import type { WireResult } from './wire.ts';
import { elapsed, probeHost } from './wire.ts';
import type { WirePlan } from './wire-plan.ts';

export interface ProbeRequest {
  readonly uri: string;
  /** TLS options by their connection-string names; they win over those in the URI. */
  readonly options: Readonly<Record<string, string>>;
  /** The client that reads the connection string; without it, options of all clients are let through with a note. */
  readonly driver?: ClientName;
  /** For all of it, in milliseconds. */
  readonly timeoutMs: number;
  /** Relative paths are taken from here; without it, from the folder of the process. */
  readonly baseFolder?: string;
}

async function planOf(connection: Connection, inputs: TlsInputs, resolver: Resolver): Promise<WirePlan> {
  const on = (name: Parameters<typeof connection.tlsOptions.get>[0]): boolean =>
    connection.tlsOptions.get(name) === 'true';
  const allowInvalidHostnames = on('tlsAllowInvalidHostnames') || on('tlsInsecure');
  const own = inputs.ca === undefined ? [] : [inputs.ca];
  const ca = on('tlsUseSystemCA') ? [...own, ...rootCertificates, ...(await systemCertificates())] : own;
  const settings: TlsSettings = {
    ...(ca.length > 0 ? { ca } : {}),
    ...(inputs.certificateKey === undefined
      ? {}
      : { cert: inputs.certificateKey, key: inputs.certificateKey }),
    ...(inputs.passphrase === undefined ? {} : { passphrase: inputs.passphrase }),
    ...(inputs.crl === undefined ? {} : { crl: inputs.crl }),
    ...(allowInvalidHostnames ? { checkServerIdentity: () => undefined } : {}),
  };
  return {
    tls: connection.tls,
    inputs,
    settings,
    allowInvalidCertificates: on('tlsAllowInvalidCertificates') || on('tlsInsecure'),
    allowInvalidHostnames,
    loadBalanced: connection.loadBalanced,
    resolver,
  };
}

const noInputs: TlsInputs = { caCertificates: [], clientChain: [] };

/** How long, in milliseconds, a host may be later than the first that answered. */
const lateness = 1000;

/** All hosts at once; once one has answered, a silent one is not waited for to the end. */
async function probeHosts(
  hosts: readonly Target[],
  plan: WirePlan,
  signal: AbortSignal,
): Promise<WireResult[]> {
  const late = new AbortController();
  const limit = AbortSignal.any([signal, late.signal]);
  // every host listens
  setMaxListeners(0, limit);
  let timer: NodeJS.Timeout | undefined;
  const results = await Promise.all(
    hosts.map(async (host) => {
      const result = await probeHost(host, plan, limit);
      if (!result.failure)
        timer ??= setTimeout(() => {
          late.abort(new DOMException('The host is slower than the others.', 'TimeoutError'));
        }, lateness);
      return result;
    }),
  );
  clearTimeout(timer);
  return results;
}

/** The first host that answered, or the one that got farthest. */
function best(results: readonly WireResult[]): WireResult | undefined {
  const answered = results.find(({ failure }) => !failure);
  return answered ?? [...results].sort((a, b) => b.steps.length - a.steps.length)[0];
}

interface Draft {
  readonly steps: readonly Step[];
  readonly failure?: Failure;
  readonly notes: readonly string[];
  readonly wire?: WireResult;
  readonly wires?: readonly WireResult[];
}

function someFailed(wires: readonly WireResult[]): string[] {
  const failed = wires.filter(({ failure }) => failure);
  if (failed.length === 0 || failed.length === wires.length) return [];
  return [
    `${failed.length} of ${wires.length} hosts failed: ${failed.map(({ target, failure }) => `${show(target)} (${failure ? codeOf(failure) : ''})`).join(', ')}.`,
  ];
}

function wrongSet(connection: Connection, { hello }: WireResult): string[] {
  if (!hello || connection.replicaSet === undefined || hello.setName === connection.replicaSet) return [];
  return [
    hello.setName === undefined
      ? `The connection string asks for the replica set ${connection.replicaSet}; this server belongs to none.`
      : `The connection string asks for the replica set ${connection.replicaSet}; this server belongs to ${hello.setName}.`,
  ];
}

async function run(
  connection: Connection,
  request: ProbeRequest,
  resolver: Resolver,
  signal: AbortSignal,
): Promise<Draft> {
  const notes = [...connection.notes];
  const checked = connection.tls
    ? await checkFiles(connection.tlsOptions, request.baseFolder ?? process.cwd())
    : { inputs: noInputs, notes: [] };
  if ('failure' in checked) return { steps: [], failure: checked.failure, notes };
  notes.push(...checked.notes);
  const plan = await planOf(connection, checked.inputs, resolver);
  const driver = clientOf(connection, plan, request.timeoutMs);
  if ('failure' in driver) return { steps: [], failure: driver.failure, notes };

  const since = performance.now();
  const seeds = await seedList(connection, resolver, signal);
  if ('failure' in seeds) {
    const { failure } = seeds;
    return {
      steps: [{ name: 'dns', ok: false, ms: elapsed(since), detail: { code: failure.raw.code } }],
      failure,
      notes,
    };
  }
  const wires = await probeHosts(seeds.hosts, plan, signal);
  const wire = best(wires);
  if (!wire) return { steps: [], failure: failureOf('dns', new Error('No host was named.')), notes };
  const [dns, ...others] = wire.steps;
  const srv =
    seeds.srvName === undefined ? {} : { srv: seeds.srvName, hosts: seeds.hosts.map(show).join(', ') };
  const steps: Step[] = dns
    ? [
        {
          ...dns,
          ms: seeds.srvName === undefined ? dns.ms : Math.max(dns.ms, elapsed(since)),
          detail: { ...srv, ...dns.detail },
        },
        ...others,
      ]
    : [];
  notes.push(...wire.notes, ...someFailed(wires));
  if (wire.failure) return { steps, failure: wire.failure, notes, wire, wires };
  notes.push(...wrongSet(connection, wire));
  const standaloneInList = seeds.hosts.length > 1 && wire.hello?.role === 'standalone';
  const used = await useDriver(driver.client, connection, standaloneInList, signal);
  return {
    steps: [...steps, ...used.steps],
    notes,
    wire,
    wires,
    ...(used.failure ? { failure: used.failure } : {}),
  };
}

function reportOf(draft: Draft, secrets: readonly string[]): ConnectReport {
  const { steps, failure, notes, wire, wires = [] } = draft;
  return {
    version: 1,
    ok: !failure,
    ...(wire ? { target: show(wire.target) } : {}),
    steps,
    ...(failure ? { diagnosis: explain(failure, secrets) } : {}),
    ...(wire?.tls ? { tls: wire.tls } : {}),
    library: tlsLibrary(),
    ...(wires.length > 1
      ? {
          hosts: wires.map(({ target, failure: problem }) => ({
            host: show(target),
            ok: !problem,
            ...(problem ? { code: codeOf(problem) } : {}),
          })),
        }
      : {}),
    notes: [...new Set(notes)].map((note) => redact(note, secrets)),
  };
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
  let secrets: readonly string[] = [];
  try {
    const parsed = parseConnection(request.uri, request.options, request.driver);
    secrets = parsed.secrets;
    if ('failure' in parsed.result)
      return reportOf({ steps: [], failure: parsed.result.failure, notes: [] }, secrets);
    const limit = AbortSignal.any([signal, AbortSignal.timeout(request.timeoutMs)]);
    const draft = await run(parsed.result.connection, request, resolver, limit);
    if (!signal.aborted || !draft.failure) return reportOf(draft, secrets);
    return reportOf({ ...draft, failure: { ...draft.failure, code: 'cancelled', specifics: [] } }, secrets);
  } catch (error) {
    // a fault of ours, and still an answer
    return reportOf(
      { steps: [], failure: { ...failureOf('options', error), code: 'unknown' }, notes: [] },
      secrets,
    );
  }
}
