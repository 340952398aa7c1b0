import type { ClientName } from '../core/client-options/client-names.ts';
import type { Failure } from './failure.ts';
import type { Target } from './host-list.ts';
import { parseHosts } from './host-list.ts';
import { badString as bad, Options, type Pair } from './read-options.ts';
import type { Proxy } from './socks.ts';
import type { TlsOptionName } from './tls-options.ts';

/** A connection string taken apart, with the TLS options given beside it. */
export interface Connection {
  readonly srv: boolean;
  /** With `srv`, the one name to look up; its port means nothing. */
  readonly hosts: readonly Target[];
  readonly tls: boolean;
  readonly tlsOptions: ReadonlyMap<TlsOptionName, string>;
  readonly loadBalanced: boolean;
  readonly replicaSet?: string;
  readonly srvServiceName: string;
  readonly srvMaxHosts?: number;
  /** Milliseconds for one connection, and for finding a server at all; 0 is no limit. */
  readonly connectTimeoutMS?: number;
  readonly serverSelectionTimeoutMS?: number;
  readonly proxy?: Proxy;
  /** As written before the @, decoded. */
  readonly user?: string;
  readonly mechanism?: string;
  /** Every option as it was understood, secrets masked. */
  readonly options: Readonly<Record<string, string>>;
  /** Options that the Node.js driver refuses and others know. */
  readonly foreignOptions: readonly string[];
  /** For the driver: without TLS options, which it gets as read from their files. */
  readonly driverUri: string;
  readonly notes: readonly string[];
}

export interface Parsed {
  readonly result: { readonly connection: Connection } | { readonly failure: Failure };
  /** Texts that no report may hold, encoded and decoded. */
  readonly secrets: readonly string[];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Splits as drivers do: the user part ends at the first @. */
const shape = /^mongodb(\+srv)?:\/\/(?:([^@]*)@)?([^/?@]*)((?:[/@][^?]*)?)(?:\?(.*))?$/s;

const encode =
  'Percent-encode the user name and the password: @ is %40, : is %3A, / is %2F, ? is %3F, # is %23, [ is %5B, ] is %5D, % is %25.';

function userInfoProblem(userInfo: string | undefined, path: string): string | undefined {
  if (path.includes('@'))
    return 'There is a second @ in the connection string; one in the user name or the password must be percent-encoded.';
  if (userInfo === undefined) return undefined;
  const [user = '', ...password] = userInfo.split(':');
  if (user === '') return 'There is an @ in the connection string, but no user name before it.';
  if (password.length > 1 || /[/?#[\]]/.test(userInfo))
    return 'The user name or the password of the connection string holds a character that must be percent-encoded.';
  if (/%(?![0-9a-f]{2})/i.test(userInfo))
    return 'The user name or the password of the connection string has a % that is not followed by two hexadecimal digits.';
  return undefined;
}

function pairsOf(query: string): Pair[] {
  // every part by itself keeps its own text; drivers decode a + as a blank, and so does this
  return query
    .split('&')
    .filter((text) => text !== '')
    .flatMap((text) => [...new URLSearchParams(text)].map(([name, value]) => ({ text, name, value })));
}

/** The password of the user part and the session tokens among the options, as written and decoded. */
function secretsOf(userInfo: string | undefined, pairs: readonly Pair[]): string[] {
  const secrets: string[] = [];
  const password = userInfo?.slice(userInfo.indexOf(':') + 1) ?? '';
  if (userInfo?.includes(':')) secrets.push(password, decoded(password));
  for (const { name, value, text } of pairs) {
    if (/password|passphrase|sslPass$|authMechanismProperties/i.test(name))
      secrets.push(value, text.slice(text.indexOf('=') + 1));
  }
  return secrets;
}

function ignored(options: Options, tls: boolean): string[] {
  const notes = [...options.notes];
  const names = [...options.tlsOptions().keys()].filter((name) => name !== 'tls' && name !== 'ssl');
  if (!tls && names.length > 0)
    notes.push(
      `TLS is off for this connection, so ${names.join(', ')} had no effect. Add tls=true: Node.js drivers need it, PyMongo turns TLS on by itself.`,
    );
  for (const name of ['tlsDisableOCSPEndpointCheck', 'tlsDisableCertificateRevocationCheck'] as const) {
    if (options.has(name))
      notes.push(`${name} was left out: the Node.js driver refuses it and never asks an OCSP responder.`);
  }
  return notes;
}

function proxyOf(options: Options): Proxy | undefined {
  const host = options.get('proxyHost');
  if (host === undefined) return undefined;
  const username = options.get('proxyUsername');
  const password = options.get('proxyPassword');
  return {
    host,
    port: Number(options.get('proxyPort') ?? 1080),
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  };
}

function proxyProblem(options: Options): string | undefined {
  const names = ['proxyPort', 'proxyUsername', 'proxyPassword'].filter((name) => options.has(name));
  if (!options.has('proxyHost'))
    return names.length > 0 ? `${names.join(' and ')} needs proxyHost.` : undefined;
  if (options.has('proxyUsername') !== options.has('proxyPassword'))
    return 'proxyUsername and proxyPassword must be given together.';
  const port = options.get('proxyPort');
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535))
    return 'proxyPort must be a number from 1 to 65535.';
  return undefined;
}

/**
 * Reads a connection string as a driver does, and the TLS options beside it, which win over those in it. No part of a
 * malformed string is repeated in a message: it may be a piece of a password.
 * @param client the client that reads it; without one, options of all drivers are let through with a note
 */
export function parseConnection(
  uri: string,
  beside: Readonly<Record<string, string>>,
  client?: ClientName,
): Parsed {
  const everything = uri.slice(uri.indexOf('://') + 3, Math.max(uri.lastIndexOf('@'), 0));
  const extra = Object.entries(beside).map(([name, value]) => ({ name, value, text: '' }));
  const fail = (failure: Failure, secrets: readonly string[] = []): Parsed => ({
    result: { failure },
    secrets: [...secrets, ...secretsOf(undefined, extra), everything],
  });
  const match = shape.exec(uri.trim());
  if (!match) {
    return fail(
      /^mongodb(?:\+srv)?:\/\//.test(uri.trim())
        ? bad('The user name or the password of the connection string holds an @ or is incomplete.', [encode])
        : bad('A connection string starts with mongodb:// or mongodb+srv://.', [
            'Write mongodb://HOST:27017/.',
          ]),
    );
  }
  const [, plusSrv, userInfo, hostText = '', path = '', query = ''] = match;
  const srv = plusSrv !== undefined;
  const pairs = pairsOf(query);
  const secrets = [...secretsOf(userInfo, pairs), ...secretsOf(undefined, extra)];

  const userProblem = userInfoProblem(userInfo, path);
  if (userProblem !== undefined) return fail(bad(userProblem, [encode]), secrets);
  const list = parseHosts(hostText, srv);
  if ('error' in list) return fail(bad(list.error), secrets);

  const overridden = new Set(extra.map(({ name }) => name.toLowerCase()));
  // tls and ssl are one option
  if (overridden.has('tls')) overridden.add('ssl');
  const options = new Options(client);
  for (const pair of pairs) if (!overridden.has(pair.name.toLowerCase())) options.add(pair);
  for (const pair of extra) options.add(pair);
  if (options.failure) return fail(options.failure, secrets);
  const conflict = options.conflict(srv, list.hosts.length);
  if (conflict) return fail(conflict, secrets);
  const problem = proxyProblem(options);
  if (problem !== undefined) return fail(bad(problem), secrets);

  const tls = options.tls(srv);
  const rest = options.forDriver();
  return {
    result: {
      connection: {
        srv,
        hosts: list.hosts,
        tls,
        tlsOptions: options.tlsOptions(),
        loadBalanced: options.on('loadBalanced'),
        ...definedOf({
          replicaSet: options.get('replicaSet'),
          connectTimeoutMS: options.milliseconds('connectTimeoutMS'),
          serverSelectionTimeoutMS: options.milliseconds('serverSelectionTimeoutMS'),
          srvMaxHosts: options.milliseconds('srvMaxHosts'),
          proxy: proxyOf(options),
          user: userInfo === undefined ? undefined : decoded(userInfo.split(':')[0] ?? ''),
          mechanism: options.get('authMechanism'),
        }),
        srvServiceName: options.get('srvServiceName') ?? 'mongodb',
        driverUri: `mongodb${plusSrv ?? ''}://${userInfo === undefined ? '' : `${userInfo}@`}${hostText}${path === '' ? '/' : path}${rest.length > 0 ? `?${rest.join('&')}` : ''}`,
        options: options.understood(),
        foreignOptions: options.foreign,
        notes: ignored(options, tls),
      },
    },
    secrets: [...secrets, uri],
  };
}

type Defined<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the members that are undefined. */
function definedOf<T extends object>(given: T): Defined<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Defined<T>;
}

/** The connection string with a password for its user, or undefined where it names no user. */
export function withPassword(uri: string, password: string): string | undefined {
  const match = /^(mongodb(?:\+srv)?:\/\/)([^@:/?]+)(?::[^@]*)?(@.*)$/s.exec(uri);
  if (!match) return undefined;
  const [, scheme = '', user = '', rest = ''] = match;
  return `${scheme}${user}:${encodeURIComponent(password)}${rest}`;
}
