import { isIPv6 } from 'node:net';

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

const bracketsNeeded =
  'A host of the connection string has several colons. An IPv6 address must stand in brackets, as in mongodb://[::1]:27017/.';

function parseOne(text: string): Target | string {
  if (text === '') return 'The connection string has an empty host name.';
  if (/%2f/i.test(text) || text.endsWith('.sock')) return unixSocket;
  const bare = !text.startsWith('[');
  if (bare && text.indexOf(':') !== text.lastIndexOf(':')) return bracketsNeeded;
  const match = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(text);
  if (!match) return bracketsNeeded;
  const [, name = '', port = '27017'] = match;
  let host;
  try {
    host = decodeURIComponent(name);
  } catch {
    return 'A host name of the connection string has a % that is not followed by two hexadecimal digits.';
  }
  if (host.startsWith('[')) {
    host = host.slice(1, -1);
    if (!isIPv6(host)) return 'The brackets of the connection string hold no IPv6 address.';
  }
  if (host === '') return 'The connection string has an empty host name.';
  // not echoed: a password that is not percent-encoded may end up here
  if (!/^[0-9]{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65535)
    return 'The port of a host must be a number from 1 to 65535. If a password holds a : or a /, write it percent-encoded (%3A, %2F).';
  return { host: host.toLowerCase(), port: Number(port) };
}

/** The hosts of a connection string, without duplicates. The error is a sentence without any part of the text. */
export function parseHosts(text: string, srv: boolean): HostList {
  const hosts: Target[] = [];
  for (const part of text.split(',')) {
    const host = parseOne(part);
    if (typeof host === 'string') return { error: host };
    if (!hosts.some((other) => show(other) === show(host))) hosts.push(host);
  }
  if (srv && hosts.length > 1)
    return { error: 'A connection string with mongodb+srv:// names exactly one host.' };
  if (srv && /:\d*$/.test(text))
    return {
      error: 'A connection string with mongodb+srv:// has no port: the SRV record of the host names it.',
    };
  return { hosts };
}
