import type { LiveConnection } from '../probe/live.ts';
import { defaultTimeoutMs, files, switches, timeoutOf } from './connect-options.ts';
import { warnOfSecret, withSecrets } from './connect-secrets.ts';
import { UsageError, type Io } from './io.ts';

/** The options that say how running servers are asked: as `connect` has them. */
export const liveOptionTypes = {
  live: { type: 'string' },
  tls: { type: 'boolean' },
  tlsInsecure: { type: 'boolean' },
  tlsAllowInvalidCertificates: { type: 'boolean' },
  tlsAllowInvalidHostnames: { type: 'boolean' },
  tlsUseSystemCA: { type: 'boolean' },
  tlsCAFile: { type: 'string' },
  tlsCertificateKeyFile: { type: 'string' },
  tlsCRLFile: { type: 'string' },
  timeout: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  'passphrase-stdin': { type: 'boolean' },
} as const;

type Values = {
  readonly [Name in keyof typeof liveOptionTypes]?: (typeof liveOptionTypes)[Name]['type'] extends 'string'
    ? string | undefined
    : boolean | undefined;
};

/** How running servers are to be asked, before secrets are read. */
export interface LiveOptions {
  readonly uri: string;
  readonly options: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly passwordFromStdin: boolean;
  readonly passphraseFromStdin: boolean;
}

/** Reads them; undefined without `--live`. Throws {@link UsageError}. */
export function liveOptions(values: Values): LiveOptions | undefined {
  const { live: uri, timeout } = values;
  if (uri === undefined) {
    const names = Object.keys(liveOptionTypes) as (keyof Values)[];
    const without = names.find((name) => values[name] !== undefined);
    if (without !== undefined) throw new UsageError(`--${without} needs --live URI, which asks the servers`);
    return undefined;
  }
  // nothing of it in the message: it may hold a password
  if (!/^mongodb(?:\+srv)?:\/\/./.test(uri))
    throw new UsageError('--live takes a connection string such as mongodb://USER@HOST/');
  const given = [...switches, ...files].flatMap((name) => {
    const value = values[name];
    if (value === '') throw new UsageError(`--${name} needs a value`);
    return value === undefined ? [] : [[name, String(value)]];
  });
  return {
    uri,
    options: Object.fromEntries(given) as Record<string, string>,
    timeoutMs: timeout === undefined ? defaultTimeoutMs : timeoutOf(timeout),
    passwordFromStdin: values['password-stdin'] === true,
    passphraseFromStdin: values['passphrase-stdin'] === true,
  };
}

/** With the secrets of standard input. Throws {@link UsageError} where one is missing. */
export async function liveConnection(live: LiveOptions, io: Io): Promise<LiveConnection> {
  warnOfSecret('plan', live.uri, io);
  return { ...(await withSecrets(live, io)), timeoutMs: live.timeoutMs, baseFolder: io.cwd };
}
