import type { LookupAddress, SrvRecord } from 'node:dns';
import { isIP } from 'node:net';
import { until } from './limit.ts';
import type { Connection } from './connection-string.ts';
import type { Failure } from './failure.ts';
import { failureOf, found, rawErrorOf } from './failure.ts';
import type { Target } from './host-list.ts';
import { nameService, type Resolver } from './name-service.ts';
import { addressFailure, srvFailure } from './name-failure.ts';

export type { Resolver } from './name-service.ts';

/** As the operating system is set up. */
export const systemResolver: Resolver = nameService();

export interface Seeds {
  readonly hosts: readonly Target[];
  readonly srvName?: string;
  /** `name=value`, from the TXT record beside the SRV record. */
  readonly txtOptions?: readonly string[];
}

export type SeedList = Seeds | { readonly failure: Failure };

/** A target must lie below the parent domain of the name asked for. Source: MongoDB specification "Initial DNS Seedlist Discovery". */
function isBelow(target: string, name: string): boolean {
  const parts = name.split('.');
  const parent = parts.length < 3 ? name : parts.slice(1).join('.');
  return target.endsWith(`.${parent}`) && (parts.length > 2 || target.split('.').length > parts.length);
}

/** The only options that a TXT record may have (the same specification). */
const allowedInTxt = new Set(['authsource', 'replicaset', 'loadbalanced']);

async function txtOptionsOf(host: string, resolver: Resolver, signal: AbortSignal): Promise<string[]> {
  const records = (await resolver.txt?.(host, signal)) ?? [];
  const [first] = records;
  return (first?.join('') ?? '')
    .split('&')
    .filter((option) => allowedInTxt.has((option.split('=')[0] ?? '').toLowerCase()));
}

function foreignRecord(name: string, foreign: Target, host: string): Failure {
  return found(
    'dns',
    'host-not-found',
    `The SRV record ${name} is there, and it names ${foreign.host}, which is outside the domain of ${host}; drivers refuse such a record, so nothing was dialled.`,
    {
      fixes: [
        `Mend the SRV record: its targets must lie below the domain of ${host}.`,
        `Or name the hosts themselves: mongodb://${foreign.host}:${foreign.port}/?tls=true`,
      ],
      only: true,
    },
  );
}

/** The hosts to dial: those of the connection string, or those its SRV record names. */
export async function seedList(
  connection: Connection,
  resolver: Resolver,
  signal: AbortSignal,
): Promise<SeedList> {
  const [first] = connection.hosts;
  if (!connection.srv || !first) return { hosts: connection.hosts };
  const name = `_${connection.srvServiceName}._tcp.${first.host}`;
  let records: readonly SrvRecord[];
  let txtOptions: string[];
  try {
    [records, txtOptions] = await Promise.all([
      until(resolver.srv(name, signal), signal),
      until(txtOptionsOf(first.host, resolver, signal), signal),
    ]);
  } catch (error) {
    return { failure: srvFailure(name, first.host, rawErrorOf(error)) };
  }
  const all = records.map(({ name: target, port }) => ({
    host: target.toLowerCase().replace(/\.$/, ''),
    port,
  }));
  const hosts = connection.srvMaxHosts ? all.slice(0, connection.srvMaxHosts) : all;
  const [foreign] = hosts.filter(({ host }) => !isBelow(host, first.host));
  if (hosts.length === 0)
    return { failure: found('dns', 'host-not-found', `The SRV record ${name} names no host.`) };
  if (foreign) return { failure: foreignRecord(name, foreign, first.host) };
  return { hosts, srvName: name, txtOptions };
}

export async function addressesOf(
  host: string,
  resolver: Resolver,
  signal: AbortSignal,
): Promise<readonly LookupAddress[]> {
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  return until(resolver.addresses(host, signal), signal);
}

/** Why a name has no address, and whether it has an SRV record instead. */
export async function explainMissing(
  error: unknown,
  host: string,
  resolver: Resolver,
  signal: AbortSignal,
): Promise<Failure> {
  const failure = addressFailure(host, failureOf('dns', error));
  if (failure.code !== 'host-not-found' || signal.aborted) return failure;
  try {
    const records = await until(resolver.srv(`_mongodb._tcp.${host}`, signal), signal);
    if (records.length === 0) return failure;
    return {
      ...failure,
      specifics: [`${host} has no address, but it has an SRV record.`],
      fixes: [`Write mongodb+srv://${host}/ (without a port) instead of mongodb://${host}.`],
      only: true,
    };
  } catch {
    // no record either
    return failure;
  }
}
