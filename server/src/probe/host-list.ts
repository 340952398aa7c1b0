import { isIPv6 } from 'node:net';
import { hostProblems, readHosts, type UriHost } from '../core/client-options/uri-hosts.ts';

export interface Target {
  /** A name, an IPv4 address, or an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
}

export type HostList = { readonly hosts: readonly Target[] } | { readonly error: string };

/** `host:port`, with brackets around an IPv6 address. */
export function show({ host, port }: Target): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

const unixSocket =
  'The connection string names a Unix domain socket. A Unix domain socket is on this machine and carries no TLS: there is nothing to test. Give a host name and a port.';

/** Why a host cannot be dialled, as a sentence without any part of the text, or the place to dial. */
function targetOf({ name, isBracketed, port = '27017' }: UriHost): Target | string {
  if (/%2f/i.test(name) || name.endsWith('.sock')) return unixSocket;
  if (isBracketed && !isIPv6(name)) return 'The brackets of the connection string hold no IPv6 address.';
  try {
    return { host: decodeURIComponent(name).toLowerCase(), port: Number(port) };
  } catch {
    return 'A host name of the connection string has a % that is not followed by two hexadecimal digits.';
  }
}

/** The hosts of a connection string, without duplicates. */
export function targetsOf(written: readonly UriHost[]): HostList {
  const hosts: Target[] = [];
  for (const each of written) {
    const host = targetOf(each);
    if (typeof host === 'string') return { error: host };
    if (!hosts.some((other) => show(other) === show(host))) hosts.push(host);
  }
  return { hosts };
}

/** A member as a server names it: `host:port`; undefined for what is none. */
export function memberTarget(text: string): Target | undefined {
  const hosts = readHosts(text, 0);
  const [host] = hosts;
  if (!host || hostProblems(hosts, { srv: false, all: [0, text.length], isFinal: true }).length > 0)
    return undefined;
  const target = targetOf(host);
  return typeof target === 'string' ? undefined : target;
}
