/** The parts of a connection string that a question or a history needs. */
export interface ConnectionStringParts {
  readonly scheme: string;
  readonly user?: string;
  readonly hasPassword: boolean;
  readonly hosts: string;
  readonly path: string;
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

const host = /(?:\[[\da-fA-F:.%]+\]|[^:@/?#,\s[\]]+)(?::\d+)?/.source;
const shape = new RegExp(
  `^(mongodb(?:\\+srv)?://)(?:([^:@/?#\\s]*)(?::([^@/?#\\s]*))?@)?(${host}(?:,${host})*)(/[^?#@\\s]*)?(?:\\?([^#@\\s]*))?$`,
);
const secretNames = /pass|secret|token|pwd/i;

/**
 * Takes a connection string apart. Undefined for anything that is not clearly one: where its end of the password cannot be
 * told, nothing of it may be shown or kept.
 */
export function readConnectionString(text: string): ConnectionStringParts | undefined {
  const match = shape.exec(text.trim());
  if (!match) return undefined;
  const [, scheme = '', user, password, hosts = '', path = '', query = ''] = match;
  const parameters = query
    .split(/[&;]/)
    .filter((pair) => pair !== '')
    .map((pair): [string, string] => {
      const equals = pair.indexOf('=');
      return equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
    });
  return { scheme, ...(user ? { user } : {}), hasPassword: password !== undefined, hosts, path, parameters };
}

/** The connection string without password, passphrase or token, or undefined where that cannot be told. */
export function withoutSecrets(text: string): string | undefined {
  const parts = readConnectionString(text);
  if (!parts) return undefined;
  const open = parts.parameters.filter(
    ([name, value]) => !secretNames.test(name) && !(/properties$/i.test(name) && secretNames.test(value)),
  );
  return write({ ...parts, parameters: open });
}

/** The connection string with a password, which is encoded for it. */
export function withPassword(text: string, password: string): string {
  const parts = readConnectionString(text);
  return parts?.user === undefined ? text : write(parts, password);
}

/** The connection string with a user, who is encoded for it; one that has a user stays as it is. */
export function withUser(text: string, user: string): string {
  return readConnectionString(text)?.user === undefined
    ? text.replace('://', `://${encodeURIComponent(user).replaceAll('$', '$$$$')}@`)
    : text;
}

/** The connection string with further parameters, whose values are encoded for it. */
export function withParameters(
  text: string,
  parameters: readonly (readonly [name: string, value: string])[],
): string {
  if (parameters.length === 0) return text;
  const more = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  if (text.includes('?')) return `${text}${/[?&]$/.test(text) ? '' : '&'}${more}`;
  return `${text}${/:\/\/[^/]*\//.test(text) ? '' : '/'}?${more}`;
}

/** The value of a parameter, whatever the case of its name; the last one counts. */
export function parameter(parts: ConnectionStringParts, name: string): string | undefined {
  return parts.parameters.findLast(([written]) => written.toLowerCase() === name.toLowerCase())?.[1];
}

function write({ scheme, user, hosts, path, parameters }: ConnectionStringParts, password?: string): string {
  const secret = password === undefined ? '' : `:${encodeURIComponent(password)}`;
  const login = user === undefined ? '' : `${user}${secret}@`;
  const query = parameters.map(([name, value]) => `${name}=${value}`).join('&');
  return `${scheme}${login}${hosts}${query === '' ? path : `${path === '' ? '/' : path}?${query}`}`;
}

/** What a user types for a server as a connection string: one as it is, `HOST:PORT` and lists of them with its scheme. */
export function connectionStringOf(text: string): string | undefined {
  if (/^mongodb(\+srv)?:\/\/./.test(text)) return text;
  const hosts = text.replace(/\/$/, '').split(',');
  return hosts.every((host) => /^(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?$/.test(host)) &&
    /[.:]|^localhost$/.test(text)
    ? `mongodb://${hosts.join(',')}/`
    : undefined;
}
