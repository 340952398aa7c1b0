import { optionAt } from '../catalogue/catalogue.ts';
import { inRange, type ServerVersion } from '../server/server-version.ts';
import type { Config } from './config.ts';

/** What to call a setting in a message: its flag on a command line, else its dotted path. */
export function spelled(config: Config, path: string): string {
  return (config.format === 'flags' ? optionAt(path)?.name.cli : undefined) ?? path;
}

/**
 * What follows a verdict about something that a file does not set: nothing where the server is told no more than this, else that its
 * command line may have it. `wanted` are dotted paths, or flags that have none.
 */
export function unlessFlag(
  config: Config,
  { serverVersion }: { readonly serverVersion: ServerVersion },
  ...wanted: readonly string[]
): string {
  const flags = wanted.flatMap((name) =>
    name.startsWith('--') ? name : (flagOf(name, serverVersion) ?? []),
  );
  if (config.isWhole || config.format === 'flags' || flags.length === 0) return '';
  return `, unless its command line has ${[...new Set(flags)].join(' or ')}`;
}

/** The flag of an option as this release calls it, with its dashes; undefined where it has none. */
export function flagOf(path: string, version: ServerVersion): string | undefined {
  const option = optionAt(path)?.option;
  if (!option) return undefined;
  const names = [option, ...(option.aliases ?? [])].filter(({ cli }) => cli !== undefined);
  const known = names.find(({ since, removed }) => inRange(version, since, removed)) ?? names.at(-1);
  return known?.cli === '--replSetName' ? '--replSet' : known?.cli;
}
