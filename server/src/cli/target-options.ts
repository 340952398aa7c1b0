import { parseServerVersion, type ServerVersion } from '../core/server/server-version.ts';
import { UsageError } from './io.ts';
import type { Platform } from '../core/server/server-kind.ts';

const platforms = ['linux', 'windows', 'macos'] as const;

/** The options that say which server is meant. */
export const targetOptions = {
  'mongodb-version': { type: 'string' },
  platform: { type: 'string' },
} as const;

/** The server that is meant; without a version the newest one, on Linux unless said. Throws {@link UsageError}. */
export function targetOf(values: Readonly<Partial<Record<keyof typeof targetOptions, string | undefined>>>): {
  readonly serverVersion: ServerVersion | undefined;
  readonly platform: Platform;
  readonly platformIsGiven?: true;
} {
  return {
    serverVersion: versionOf(values['mongodb-version']),
    platform: oneOf('--platform', platforms, values.platform ?? 'linux'),
    ...(values.platform === undefined ? {} : { platformIsGiven: true }),
  };
}

/** What `--mongodb-version` was given; undefined where it was not. Throws {@link UsageError}. */
export function versionOf(given: string | undefined): ServerVersion | undefined {
  if (given === undefined) return undefined;
  const version = parseServerVersion(given);
  if (!version) throw new UsageError('--mongodb-version takes a version such as 7.0 or 5.0.25');
  return version;
}

/** The one of some words that an option was given. Throws {@link UsageError} naming them all. */
export function oneOf<T extends string>(flag: string, words: readonly T[], given: string): T {
  const found = words.find((word) => word === given);
  if (found === undefined) throw new UsageError(`${flag} takes ${words.join(', ')}, not "${given}"`);
  return found;
}

/** One `--path-map`: a prefix of paths on the server and the local folder that stands for it. Throws {@link UsageError}. */
export function pathMapping(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1)
    throw new UsageError('--path-map takes a server path prefix and a folder, as /etc/ssl=./certificates');
  return [text.slice(0, at), text.slice(at + 1)];
}

/** The time of `--now`, in milliseconds. ISO 8601 only: what else Date.parse takes depends on the machine. Throws {@link UsageError}. */
export function dateOf(text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (Number.isNaN(time))
    throw new UsageError('--now takes an ISO date such as 2027-01-31 or 2027-01-31T12:00:00Z');
  return time;
}
