import type { ConnectionString, GivenOption } from './connection-string.ts';
import type { GivenOptions } from './option-conflicts.ts';

/** The options of a connection string as conflicts are asked for; what is not known conflicts with nothing. */
export function givenOptions({
  options,
  srv,
  hosts,
  hostsAreUnknown,
}: Pick<ConnectionString, 'options' | 'srv' | 'hosts' | 'hostsAreUnknown'>): GivenOptions {
  const named = (name: string): GivenOption[] => optionsNamed(options, name);
  const all = (name: string): string[] => named(name).flatMap(({ value }) => value ?? []);
  return {
    has: (name) => named(name).length > 0,
    get: (name) => named(name).at(-1)?.value,
    all,
    srv,
    hostCount: hostsAreUnknown ? 1 : hosts.length,
  };
}

/** Every place of an option, in any case of its letters. */
export function optionsNamed(options: readonly GivenOption[], name: string): GivenOption[] {
  const wanted = name.toLowerCase();
  return options.filter((option) => option.name.toLowerCase() === wanted);
}
