import { clientNames, isClientName, type ClientName } from '../core/client-options/client-names.ts';
import { UsageError } from './io.ts';

export type ConnectFormat = 'text' | 'json' | 'markdown';

export interface ConnectOptions {
  readonly uri: string;
  /** TLS options by their connection-string names. */
  readonly options: Readonly<Record<string, string>>;
  readonly format: ConnectFormat;
  /** The client as which the connection string is read. */
  readonly driver?: ClientName;
  readonly details: boolean;
  readonly timeoutMs: number;
  readonly passwordFromStdin: boolean;
  readonly passphraseFromStdin: boolean;
  /** For stderr. */
  readonly notes: readonly string[];
}

export const defaultTimeoutMs = 10_000;
const longestTimeoutMs = 600_000;

export const switches = [
  'tls',
  'tlsInsecure',
  'tlsAllowInvalidCertificates',
  'tlsAllowInvalidHostnames',
  'tlsUseSystemCA',
] as const;
export const files = ['tlsCAFile', 'tlsCertificateKeyFile', 'tlsCRLFile'] as const;

/** As mongosh replaces them. */
const deprecated: Readonly<Record<string, string>> = {
  ssl: 'tls',
  sslCAFile: 'tlsCAFile',
  sslPEMKeyFile: 'tlsCertificateKeyFile',
  sslPEMKeyPassword: 'tlsCertificateKeyFilePassword',
  sslCRLFile: 'tlsCRLFile',
  sslAllowInvalidCertificates: 'tlsAllowInvalidCertificates',
  sslAllowInvalidHostnames: 'tlsAllowInvalidHostnames',
};

const unsupported = new Set([
  'tlsCertificateSelector',
  'sslCertificateSelector',
  'tlsDisabledProtocols',
  'sslDisabledProtocols',
  'tlsFIPSMode',
  'sslFIPSMode',
]);

/** The milliseconds of `--timeout`. Throws {@link UsageError}. */
export function timeoutOf(text: string): number {
  const ms = /^[0-9]{1,6}$/.test(text) ? Number(text) : 0;
  if (ms < 1 || ms > longestTimeoutMs)
    throw new UsageError(`--timeout takes milliseconds from 1 to ${longestTimeoutMs}`);
  return ms;
}

function formatOf(text: string): ConnectFormat {
  if (text !== 'text' && text !== 'json' && text !== 'markdown')
    throw new UsageError('--format takes text or json or markdown');
  return text;
}

function driverOf(text: string): ClientName {
  if (!isClientName(text)) throw new UsageError(`--driver takes one of ${clientNames.join(', ')}`);
  return text;
}

class Reader {
  readonly options: Record<string, string> = {};
  readonly uris: string[] = [];
  readonly notes: string[] = [];
  readonly stdin = { password: false, passphrase: false };
  format: ConnectFormat = 'text';
  driver: ClientName | undefined;
  details = false;
  timeoutMs = defaultTimeoutMs;

  readonly #left: string[];
  constructor(args: readonly string[]) {
    this.#left = [...args];
  }

  #value(name: string, inline: string | undefined): string {
    const value = inline ?? this.#left.shift();
    if (value === undefined || value === '') throw new UsageError(`--${name} needs a value`);
    return value;
  }

  #flag(written: string, inline: string | undefined): void {
    const renamed = Object.hasOwn(deprecated, written) ? deprecated[written] : undefined;
    const name = renamed ?? written;
    // never with its value: a message is no place for a secret, and neither is the list of processes
    if (name === 'tlsCertificateKeyFilePassword')
      throw new UsageError(
        `--${written} would show the passphrase in the list of processes; use --passphrase-stdin, which reads it from standard input`,
      );
    if (renamed !== undefined) this.notes.push(`--${written} is deprecated; its name is --${name} now`);
    if (switches.some((each) => each === name)) {
      const value = inline ?? 'true';
      if (value !== 'true' && value !== 'false')
        throw new UsageError(`--${written} takes no value, or true or false`);
      this.options[name] = value;
    } else if (files.some((each) => each === name)) this.options[name] = this.#value(written, inline);
    else if (name === 'format') this.format = formatOf(this.#value(name, inline));
    else if (name === 'driver') this.driver = driverOf(this.#value(name, inline));
    else if (name === 'details') this.details = true;
    else if (name === 'timeout') this.timeoutMs = timeoutOf(this.#value(name, inline));
    else if (name === 'password-stdin') this.stdin.password = true;
    else if (name === 'passphrase-stdin') this.stdin.passphrase = true;
    else if (unsupported.has(name))
      throw new UsageError(`--${name} is an option of mongosh that this test does not have`);
    else throw new UsageError(`connect has no option --${name}`);
  }

  read(): void {
    for (let arg = this.#left.shift(); arg !== undefined; arg = this.#left.shift()) {
      if (arg === '--') this.uris.push(...this.#left.splice(0));
      else if (arg.startsWith('--')) {
        const [, name = '', inline] = /^--([^=]*)(?:=(.*))?$/s.exec(arg) ?? [];
        this.#flag(name, inline);
      } else if (arg.startsWith('-')) throw new UsageError(`connect has no option ${arg.slice(0, 2)}`);
      else this.uris.push(arg);
    }
  }
}

/** Reads the arguments of `connect`. Throws a {@link UsageError} that holds no part of a secret. */
export function readConnectOptions(args: readonly string[]): ConnectOptions {
  const reader = new Reader(args);
  reader.read();
  const [uri, ...more] = reader.uris;
  if (uri === undefined)
    throw new UsageError('connect needs a connection string, such as mongodb://HOST:27017/');
  if (more.length > 0)
    throw new UsageError(
      'connect takes one connection string; quote it, since & and ? mean something to the shell',
    );
  return {
    uri,
    options: reader.options,
    format: reader.format,
    details: reader.details,
    ...(reader.driver === undefined ? {} : { driver: reader.driver }),
    timeoutMs: reader.timeoutMs,
    passwordFromStdin: reader.stdin.password,
    passphraseFromStdin: reader.stdin.passphrase,
    notes: reader.notes,
  };
}
