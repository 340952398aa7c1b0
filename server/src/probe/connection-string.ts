import { conflictOf } from './conflicts.ts';
import type { Failure } from './failure.ts';
import { found } from './failure.ts';
import type { Target } from './host-list.ts';
import { parseHosts } from './host-list.ts';
import type { TlsOptionName } from './tls-options.ts';
import { currentNameOf, isBoolean, namesFile, tlsOptionOf } from './tls-options.ts';

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

function bad(specific: string, fixes?: readonly string[]): Failure {
  return found('options', 'bad-connection-string', specific, fixes ? { fixes } : {});
}

/** Splits as drivers do: the user part ends at the first @. */
const shape = /^mongodb(\+srv)?:\/\/(?:([^@]*)@)?([^/?@]*)([^?]*)(?:\?(.*))?$/s;

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

interface Pair {
  /** As written: `name=value`. */
  readonly text: string;
  readonly name: string;
  readonly value: string;
}

function pairsOf(query: string): Pair[] {
  // every part by itself keeps its own text; drivers decode a + as a blank, and so does this
  return query
    .split('&')
    .filter((text) => text !== '')
    .flatMap((text) => [...new URLSearchParams(text)].map(([name, value]) => ({ text, name, value })));
}

class Options {
  readonly #given = new Map<string, string>();
  readonly notes: string[] = [];
  failure: Failure | undefined;

  has = (name: string): boolean => this.#given.has(name.toLowerCase());
  get = (name: string): string | undefined => this.#given.get(name.toLowerCase());
  on = (name: string): boolean => this.get(name) === 'true';

  add({ name, value, text }: Pair): void {
    const tlsName = tlsOptionOf(name);
    const renamed = currentNameOf(name);
    if (renamed !== undefined) {
      this.failure ??= bad(
        `The option ${name} is not known in connection strings; its name is ${renamed} now.`,
        [`Write ${renamed} instead of ${name}.`],
      );
    } else if (tlsName && isBoolean(tlsName) && value !== 'true' && value !== 'false') {
      this.failure ??= bad(`${tlsName} must be true or false.`);
    } else if (tlsName && value === '') {
      this.failure ??= bad(`${tlsName} has no value.`);
    } else if (tlsName && this.has(name) && this.get(name) !== value) {
      this.failure ??= found(
        'options',
        'conflicting-options',
        `${tlsName} is given twice, with different values.`,
      );
    }
    if (tlsName && namesFile(tlsName) && text.includes('+'))
      this.notes.push(
        `A + in a connection string means a blank; in the path of ${tlsName}, write %2B for a plus sign.`,
      );
    this.#given.set(name.toLowerCase(), value);
  }

  tlsOptions(): Map<TlsOptionName, string> {
    const result = new Map<TlsOptionName, string>();
    for (const [name, value] of this.#given) {
      const tlsName = tlsOptionOf(name);
      if (tlsName) result.set(tlsName, value);
    }
    return result;
  }
}

/** The password of the user part and the session tokens among the options, as written and decoded. */
function secretsOf(userInfo: string | undefined, pairs: readonly Pair[]): string[] {
  const secrets: string[] = [];
  const password = userInfo?.slice(userInfo.indexOf(':') + 1) ?? '';
  if (userInfo?.includes(':')) secrets.push(password, decoded(password));
  for (const { name, value, text } of pairs) {
    if (/password|authMechanismProperties|tlsCertificateKeyFilePassword/i.test(name))
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

/**
 * Reads a connection string as a driver does, and the TLS options beside it, which win over those in it. No part of a
 * malformed string is repeated in a message: it may be a piece of a password.
 */
export function parseConnection(uri: string, beside: Readonly<Record<string, string>>): Parsed {
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
  const options = new Options();
  for (const pair of pairs) if (!overridden.has(pair.name.toLowerCase())) options.add(pair);
  for (const pair of extra) options.add(pair);
  if (options.failure) return fail(options.failure, secrets);
  const [tlsValue, sslValue] = [options.get('tls'), options.get('ssl')];
  const conflict =
    tlsValue !== undefined && sslValue !== undefined && tlsValue !== sslValue
      ? 'tls and ssl are the same option, and here they have different values.'
      : conflictOf(options.has, options.on, { srv, hostCount: list.hosts.length });
  if (conflict !== undefined) return fail(found('options', 'conflicting-options', conflict), secrets);

  const tls = (tlsValue ?? sslValue ?? String(srv)) === 'true';
  const rest = pairs.filter(({ name }) => !tlsOptionOf(name)).map(({ text }) => text);
  const replicaSet = options.get('replicaSet');
  return {
    result: {
      connection: {
        srv,
        hosts: list.hosts,
        tls,
        tlsOptions: options.tlsOptions(),
        loadBalanced: options.on('loadBalanced'),
        ...(replicaSet === undefined ? {} : { replicaSet }),
        srvServiceName: options.get('srvServiceName') ?? 'mongodb',
        driverUri: `mongodb${plusSrv ?? ''}://${userInfo === undefined ? '' : `${userInfo}@`}${hostText}${path === '' ? '/' : path}${rest.length > 0 ? `?${rest.join('&')}` : ''}`,
        notes: ignored(options, tls),
      },
    },
    secrets: [...secrets, uri],
  };
}

/** The connection string with a password for its user, or undefined where it names no user. */
export function withPassword(uri: string, password: string): string | undefined {
  const match = /^(mongodb(?:\+srv)?:\/\/)([^@:/?]+)(?::[^@]*)?(@.*)$/s.exec(uri);
  if (!match) return undefined;
  const [, scheme = '', user = '', rest = ''] = match;
  return `${scheme}${user}:${encodeURIComponent(password)}${rest}`;
}
