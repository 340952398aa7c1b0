import { clientKinds, type ClientName } from '../core/client-options/client-names.ts';
import {
  parseConnectionString,
  type ConnectionString,
  percentDecoded,
} from '../core/client-options/connection-string.ts';
import type { Failure } from './failure.ts';
import type { Target } from './host-list.ts';
import { targetsOf } from './host-list.ts';
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

/** What no driver accepts, whatever the options are. */
function refusal({ problems }: ConnectionString): Failure | undefined {
  const [problem] = problems;
  return problem && bad(problem.message);
}

function pairsOf({ text, options }: ConnectionString): Pair[] {
  return options.map(({ name, value = '', span }) => ({ text: text.slice(...span), name, value }));
}

/** The password of the user and the secrets among the options, as written and decoded. */
function secretsOf(pairs: readonly Pair[], uri?: ConnectionString): string[] {
  const secrets: string[] = [];
  if (uri?.password) {
    const password = uri.text.slice(...uri.password.span);
    secrets.push(password, percentDecoded(password));
  }
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
    secrets: [...secrets, ...secretsOf(extra), everything],
  });
  if (!/^mongodb(?:\+srv)?:\/\//.test(uri.trim()))
    return fail(
      bad('A connection string starts with mongodb:// or mongodb+srv://.', ['Write mongodb://HOST:27017/.']),
    );
  const driver = client === undefined ? 'node' : clientKinds[client].driver;
  const string = parseConnectionString(uri.trim(), { driver, isFinal: true });
  const { srv } = string;
  const pairs = pairsOf(string);
  const secrets = [...secretsOf(pairs, string), ...secretsOf(extra)];

  const refused = refusal(string);
  if (refused) return fail(refused, secrets);
  const list = targetsOf(string.hosts);
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
          user: string.user && percentDecoded(string.text.slice(...string.user.span)),
          mechanism: options.get('authMechanism'),
        }),
        srvServiceName: options.get('srvServiceName') ?? 'mongodb',
        driverUri: driverUri(string, options.forDriver()),
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

/** The string with these options only. */
function driverUri({ text, query, hosts }: ConnectionString, options: readonly string[]): string {
  const head = text.slice(0, query ? query[0] - 1 : text.length);
  const slash = hosts.at(-1)?.span[1] === head.length ? '/' : '';
  return `${head}${slash}${options.length > 0 ? `?${options.join('&')}` : ''}`;
}

/** The connection string with a password for its user, or undefined where it names no user. */
export function withPassword(uri: string, password: string): string | undefined {
  const { user, password: old } = parseConnectionString(uri, { isFinal: true });
  if (!user) return undefined;
  return `${uri.slice(0, user.span[1])}:${encodeURIComponent(password)}${uri.slice((old ?? user).span[1])}`;
}

/** What only says how a driver finds servers, in lower case. */
const discovery = new Set([
  'replicaset',
  'directconnection',
  'loadbalanced',
  'srvservicename',
  'srvmaxhosts',
  'readpreference',
]);

/**
 * The connection string for one host of a deployment alone: with the user and all options of the given one, and TLS where
 * `mongodb+srv` brings it. Undefined where the given one cannot be read.
 */
export function connectionTo(host: string, uri: string): string | undefined {
  const { text, srv, hosts, query, options, problems } = parseConnectionString(uri.trim(), { isFinal: true });
  const [first, last] = [hosts[0], hosts.at(-1)];
  if (!first || !last || problems.length > 0) return undefined;
  const user = text.slice(text.indexOf('://') + 3, first.span[0]);
  const path = text.slice(last.span[1], query ? query[0] - 1 : text.length) || '/';
  const names = new Set(options.map(({ name }) => name.toLowerCase()));
  const kept = options.flatMap(({ name, span }) =>
    discovery.has(name.toLowerCase()) ? [] : [text.slice(...span)],
  );
  const isTls = srv && !names.has('tls') && !names.has('ssl');
  const all = [...kept, ...(isTls ? ['tls=true'] : []), 'directConnection=true'];
  return `mongodb://${user}${host}${path}?${all.join('&')}`;
}
