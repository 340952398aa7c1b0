import { percentDecoded } from '../connection-string.ts';
import type { ConnectionString } from '../connection-string.ts';
import { formerOptionNamed } from '../former-options.ts';
import { uriOptionNamed } from '../uri-options.ts';

/** What stands for a secret in a snippet: no snippet holds one. */
export const passwordPlaceholder = 'PASSWORD';
export const keyPasswordPlaceholder = 'KEY_PASSWORD';

/** A connection as a client is told of it. Holds no secret. */
export interface SnippetConnection {
  readonly srv: boolean;
  /** As written, parted by commas. */
  readonly hosts: readonly string[];
  readonly database: string;
  /** Decoded. */
  readonly user?: string;
  /** The user logs in with a password, for which a placeholder stands. */
  readonly hasPassword: boolean;
  readonly tls: boolean;
  readonly caFile?: string;
  readonly certificateKeyFile?: string;
  readonly crlFile?: string;
  /** The private key is encrypted; a placeholder stands for its password. */
  readonly hasKeyPassword: boolean;
  /** Options that have nothing to do with TLS, decoded, by their present names. */
  readonly options: readonly (readonly [name: string, value: string])[];
  /** The connection that was given checks the certificate of the server less than it can: the snippet checks it. */
  readonly isRelaxed: boolean;
}

/** The connection of a string, with the TLS options beside it, which win. */
export function snippetConnection(
  uri: ConnectionString,
  beside: Readonly<Record<string, string>> = {},
): SnippetConnection {
  const given = new Map<string, string>();
  for (const { name, value = '' } of uri.options) {
    const former = formerOptionNamed(name);
    // a certificate or a key by itself is half of what is asked for, and has no other place
    const now = former?.now ?? uriOptionNamed(name)?.name ?? name;
    given.set(now, former?.inverted ? String(value !== 'true') : value);
  }
  for (const [name, value] of Object.entries(beside)) given.set(name, value);
  const tls = given.get('tls') ?? given.get('ssl');
  const { text, query, srv, user, password } = uri;
  const [first] = uri.hosts;
  const end = uri.hosts.at(-1)?.span[1] ?? 0;
  const path = text.slice(end, query ? query[0] - 1 : text.length);
  const isX509 = given.get('authMechanism') === 'MONGODB-X509';
  return {
    srv,
    hosts: first ? uri.hosts.map(({ span }) => text.slice(...span)) : ['localhost:27017'],
    database: path.replace(/^\//, ''),
    ...(user ? { user: percentDecoded(text.slice(...user.span)) } : {}),
    hasPassword: user !== undefined && (password !== undefined || !isX509),
    tls: tls === undefined ? srv : tls === 'true',
    ...defined('caFile', given.get('tlsCAFile')),
    ...defined('certificateKeyFile', given.get('tlsCertificateKeyFile')),
    ...defined('crlFile', given.get('tlsCRLFile')),
    hasKeyPassword: given.has('tlsCertificateKeyFilePassword'),
    options: [...given].filter(([name, value]) => isPlain(name) && value !== ''),
    isRelaxed: ['tlsInsecure', 'tlsAllowInvalidCertificates', 'tlsAllowInvalidHostnames'].some(
      (name) => given.get(name) === 'true',
    ),
  };
}

/** Known, no secret, and not one that a snippet writes in its own way. */
function isPlain(name: string): boolean {
  const known = uriOptionNamed(name);
  return (
    known !== undefined &&
    known.type !== 'secret' &&
    !/^(?:tls|ssl|auth$)/i.test(name) &&
    // it may hold a session token
    name !== 'authMechanismProperties'
  );
}

function defined<K extends string>(name: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined || value === '' ? {} : ({ [name]: value } as Partial<Record<K, string>>);
}

/** What of the connection a string holds. */
interface UriParts {
  /** The user, with the placeholder for a password or without it. */
  readonly user?: 'alone' | 'with password';
  /** How the user logs in, without the user. */
  readonly login?: true;
  /** The options of TLS, as drivers know them that read certificates from files. */
  readonly tls?: 'switch' | 'files';
}

/** The connection string with the parts that a client reads from it. */
export function uriOf(connection: SnippetConnection, parts: UriParts = {}): string {
  const { srv, hosts, database, tls, options } = connection;
  const all = options.filter(
    ([name]) => parts.user !== undefined || parts.login === true || !name.startsWith('auth'),
  );
  if (parts.tls !== undefined && tls !== srv) all.push(['tls', String(tls)]);
  if (parts.tls === 'files' && tls) all.push(...fileOptions(connection));
  const query = all.map(([name, value]) => `${name}=${encodeValue(value)}`).join('&');
  return `mongodb${srv ? '+srv' : ''}://${userOf(connection, parts)}${hosts.join(',')}/${database}${query === '' ? '' : `?${query}`}`;
}

function userOf({ user, hasPassword }: SnippetConnection, parts: UriParts): string {
  if (user === undefined || parts.user === undefined) return '';
  const password = parts.user === 'with password' && hasPassword ? `:${passwordPlaceholder}` : '';
  return `${encodeURIComponent(user)}${password}@`;
}

/** The files of TLS by the names of the specification, with the placeholder for the password of the key. */
export function fileOptions({
  caFile,
  certificateKeyFile,
  hasKeyPassword,
}: SnippetConnection): (readonly [name: string, value: string])[] {
  return [
    ...(caFile === undefined ? [] : [['tlsCAFile', caFile] as const]),
    ...(certificateKeyFile === undefined ? [] : [['tlsCertificateKeyFile', certificateKeyFile] as const]),
    ...(certificateKeyFile !== undefined && hasKeyPassword
      ? [['tlsCertificateKeyFilePassword', keyPasswordPlaceholder] as const]
      : []),
  ];
}

function encodeValue(text: string): string {
  return text.replace(/[^\w./:,~-]/g, (character) => encodeURIComponent(character));
}
