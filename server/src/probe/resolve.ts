import type { LookupAddress, SrvRecord } from 'node:dns';
import { promises as dns } from 'node:dns';
import { isIP } from 'node:net';
import { until } from './abort.ts';
import type { Connection } from './connection-string.ts';
import type { Failure } from './failure.ts';
import { failureOf, found, rawErrorOf } from './failure.ts';
import type { Target } from './host-list.ts';

/** How names are looked up; tests bring their own. */
export interface Resolver {
  srv(name: string): Promise<readonly SrvRecord[]>;
  addresses(host: string): Promise<readonly LookupAddress[]>;
}

export const systemResolver: Resolver = {
  srv: (name) => dns.resolveSrv(name),
  addresses: (host) => dns.lookup(host, { all: true }),
};

export type SeedList =
  { readonly hosts: readonly Target[]; readonly srvName?: string } | { readonly failure: Failure };

/** A target must lie below the parent domain of the name asked for. Source: MongoDB specification "Initial DNS Seedlist Discovery". */
function isBelow(target: string, name: string): boolean {
  const parts = name.split('.');
  const parent = parts.length < 3 ? name : parts.slice(1).join('.');
  return target.endsWith(`.${parent}`) && (parts.length > 2 || target.split('.').length > parts.length);
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
  let records;
  try {
    records = await until(resolver.srv(name), signal);
  } catch (error) {
    if (signal.aborted) return { failure: failureOf('dns', error) };
    return {
      failure: found(
        'dns',
        'host-not-found',
        `The connection string starts with mongodb+srv://, so drivers look up the SRV record ${name}; the DNS server had none to give.`,
        {
          raw: rawErrorOf(error),
          fixes: [
            `Check the record: nslookup -type=SRV ${name}`,
            'For a server without an SRV record, use mongodb://HOST:27017/?tls=true instead of mongodb+srv://.',
          ],
        },
      ),
    };
  }
  const hosts = records.map(({ name: target, port }) => ({
    host: target.toLowerCase().replace(/\.$/, ''),
    port,
  }));
  const [foreign] = hosts.filter(({ host }) => !isBelow(host, first.host));
  if (hosts.length === 0)
    return { failure: found('dns', 'host-not-found', `The SRV record ${name} names no host.`) };
  if (foreign)
    return {
      failure: found(
        'dns',
        'host-not-found',
        `The SRV record ${name} names ${foreign.host}, which is outside the domain of ${first.host}; drivers refuse such a record.`,
      ),
    };
  return { hosts, srvName: name };
}

export async function addressesOf(
  host: string,
  resolver: Resolver,
  signal: AbortSignal,
): Promise<readonly LookupAddress[]> {
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  return until(resolver.addresses(host), signal);
}
