import type { ConnectionSecrets } from '../../../server/src/protocol.ts';
import type { PastConnection } from './history.ts';
import {
  connectionStringOf,
  parameter,
  readConnectionString,
  withParameters,
  withPassword,
  withUser,
} from './uri.ts';

/** What was written in the form. A field that the connection string answers is absent. */
export interface FormValues {
  /** A connection string, or `HOST:PORT` and lists of them. */
  readonly server: string;
  readonly user?: string;
  readonly password?: string;
  readonly authSource?: string;
  readonly authMechanism?: string;
  readonly tls?: boolean;
  readonly tlsCAFile?: string;
  readonly tlsCertificateKeyFile?: string;
  readonly passphrase?: string;
  /** The passphrase goes to VS Code's secret storage. */
  readonly keepPassphrase?: boolean;
  readonly tlsAllowInvalidCertificates?: boolean;
  readonly tlsAllowInvalidHostnames?: boolean;
  readonly details?: boolean;
}

/** A field that cannot be used as it is, and why. */
export interface Fault {
  readonly field: keyof FormValues;
  readonly text: string;
}

const switches = ['tlsAllowInvalidCertificates', 'tlsAllowInvalidHostnames'] as const;
const fileFields = ['tlsCAFile', 'tlsCertificateKeyFile'] as const;
export type FileField = (typeof fileFields)[number];

/** The connection that a form asks for; `localPath` completes what is written for a file. */
export function connectionOf(
  values: FormValues,
  localPath: (path: string) => string,
): ConnectionSecrets | Fault {
  const { server, user = '', password = '' } = values;
  const written = connectionStringOf(server.trim());
  if (written === undefined)
    return { field: 'server', text: 'Write mongodb://HOST:PORT/, mongodb+srv://HOST/ or HOST:PORT.' };
  const named = user === '' ? written : withUser(written, user);
  if (password !== '' && readConnectionString(named)?.user === undefined)
    return { field: 'user', text: 'A password needs the name of its user.' };
  const login = [
    ['authSource', values.authSource ?? ''],
    ['authMechanism', values.authMechanism ?? ''],
  ] as const;
  const uri = withParameters(
    password === '' ? named : withPassword(named, password),
    login.filter(([, value]) => value !== ''),
  );
  return { uri, options: optionsOf(values, localPath) };
}

/** The TLS options beside the connection string. */
function optionsOf(values: FormValues, localPath: (path: string) => string): Record<string, string> {
  const { tls, passphrase = '' } = values;
  const options: Record<string, string> = {};
  if (tls !== undefined) options.tls = String(tls);
  if (tls === false) return options;
  for (const name of switches) if (values[name]) options[name] = 'true';
  for (const name of fileFields) {
    const path = values[name]?.trim() ?? '';
    if (path !== '') options[name] = localPath(path);
  }
  if (passphrase !== '') options.tlsCertificateKeyFilePassword = passphrase;
  return options;
}

/** What the form shows of a connection, with the paths of files as `shownPath` has them. It holds no secret. */
export function valuesOf({ uri, options }: PastConnection, shownPath: (path: string) => string): FormValues {
  const parts = readConnectionString(uri);
  const written = parts && (parameter(parts, 'tls') ?? parameter(parts, 'ssl'));
  const { tlsCAFile = '', tlsCertificateKeyFile = '' } = options;
  return {
    server: uri,
    tls: (options.tls ?? written) !== 'false',
    tlsCAFile: tlsCAFile === '' ? '' : shownPath(tlsCAFile),
    tlsCertificateKeyFile: tlsCertificateKeyFile === '' ? '' : shownPath(tlsCertificateKeyFile),
    tlsAllowInvalidCertificates: options.tlsAllowInvalidCertificates === 'true',
    tlsAllowInvalidHostnames: options.tlsAllowInvalidHostnames === 'true',
  };
}
