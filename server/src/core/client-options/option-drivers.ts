import { clientKinds, clientNames, type ClientKind } from './client-names.ts';
import type { Driver, UriOption } from './uri-options.ts';

/** Clients whose drivers know an option of a connection string, and those whose do not, as people call them. */
export interface OptionClients {
  readonly knowing: readonly string[];
  /** What they do with it: refuse the string, warn, or ignore it silently. */
  readonly others: Readonly<Record<ClientKind['unknownOption'], readonly string[]>>;
}

/** Who knows an option, and what the others do with it. */
export function clientsOf({ drivers }: Pick<UriOption, 'drivers'>): OptionClients {
  const kinds = clientNames.map((name) => clientKinds[name]);
  const others = kinds.filter(({ driver }) => !drivers.includes(driver));
  const that = (effect: ClientKind['unknownOption']): string[] =>
    others.filter(({ unknownOption }) => unknownOption === effect).map(({ title }) => title);
  return {
    knowing: kinds.filter(({ driver }) => drivers.includes(driver)).map(({ title }) => title),
    others: { refuse: that('refuse'), warn: that('warn'), ignore: that('ignore') },
  };
}

/** What people call a driver. */
export function driverTitle(driver: Driver): string {
  return clientKinds[driver].title;
}
