import {
  namedOptions,
  unavailable,
  type NamedOption,
  type ServerProgram,
  type Unavailable,
} from './catalogue.ts';
import { hasReached, inRange, type ServerVersion, type VersionBound } from '../server/server-version.ts';
import type { Edition, Platform, Program } from '../server/server-kind.ts';
import { addToList, once } from '../text/once.ts';

/** The server whose names count. */
export interface Target {
  readonly program: ServerProgram;
  readonly serverVersion: ServerVersion;
  readonly platform: Platform;
  readonly edition: Edition;
}

/** The server that a configuration is judged for; mongosqld has other names altogether. */
export function targetOf(program: Program, facts: Omit<Target, 'program'>): Target {
  const { serverVersion, platform, edition } = facts;
  return { program: program === 'mongos' ? 'mongos' : 'mongod', serverVersion, platform, edition };
}

/** The YAML names that one server knows. */
export interface Vocabulary {
  /** Every dotted path it takes a value at. */
  readonly paths: ReadonlyMap<string, NamedOption>;
  /** The same by the last name of the path. */
  readonly endings: ReadonlyMap<string, readonly NamedOption[]>;
  /** Every section, with the names directly below it; the root is the empty path. Hidden names make no section. */
  readonly sections: ReadonlyMap<string, ReadonlySet<string>>;
  /** The same without deprecated names. */
  readonly offered: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The names at each path and below it. */
const namesBelow = once(() => {
  const below = new Map<string, NamedOption[]>();
  for (const named of namedOptions) {
    const { path } = named.name;
    for (let end = path.indexOf('.'); end >= 0; end = path.indexOf('.', end + 1))
      addToList(below, path.slice(0, end), named);
    addToList(below, path, named);
  }
  return below;
});

/** The release from which on net.ssl is the older of two names. */
const renaming = '4.2';

/** Every release with which names come, go or age. */
const changes = once((): readonly VersionBound[] => {
  const all = namedOptions.flatMap(({ option, name }) => [
    ...[name.since, name.deprecated, name.removed, option.removed, option.editionSince],
  ]);
  return [...new Map([renaming, ...all].map((bound) => [String(bound), bound])).values()].filter(
    (bound) => bound !== undefined,
  );
});

const ages = new WeakMap<ServerVersion, string>();

/** The same for all releases that know the same names: which changes they have. */
function ageOf(version: ServerVersion): string {
  const present =
    ages.get(version) ??
    changes()
      .map((bound) => (hasReached(version, bound) ? '1' : '0'))
      .join('');
  ages.set(version, present);
  return present;
}

const known = new Map<string, Vocabulary>();

/** The names of a server; made once for all that know the same. */
export function vocabularyOf(target: Target): Vocabulary {
  const { program, serverVersion, platform, edition } = target;
  const id = `${program} ${ageOf(serverVersion)} ${platform} ${edition}`;
  const present = known.get(id);
  if (present) return present;
  const paths = new Map<string, NamedOption>();
  const endings = new Map<string, NamedOption[]>();
  const sections = new Map<string, Set<string>>([['', new Set()]]);
  const offered = new Map<string, Set<string>>();
  for (const named of namedOptions) {
    if (unavailable(named, target)) continue;
    paths.set(named.name.path, named);
    const ending = named.name.path.slice(named.name.path.lastIndexOf('.') + 1);
    addToList(endings, ending, named);
    if (isHidden(named, serverVersion) || isEarlyName(named, serverVersion)) continue;
    addTo(sections, named.name.path);
    if (!inRange(serverVersion, named.name.deprecated ?? '99')) addTo(offered, named.name.path);
  }
  const made = { paths, endings, sections, offered };
  known.set(id, made);
  return made;
}

function addTo(sections: Map<string, Set<string>>, path: string): void {
  let section = '';
  for (const part of path.split('.')) {
    const children = sections.get(section) ?? new Set();
    sections.set(section, children.add(part));
    section = section === '' ? part : `${section}.${part}`;
  }
}

/** net.tls.logVersions came to 3.6 and 4.0 before the section net.tls did (MongoDB source, ssl_options.cpp). */
function isEarlyName({ name }: NamedOption, version: ServerVersion): boolean {
  return name.path === 'net.tls.logVersions' && !hasReached(version, renaming);
}

/** net.ssl.mode is hidden since net.tls.mode exists; before, it is the mode. */
function isHidden({ option }: NamedOption, version: ServerVersion): boolean {
  return option.hidden === true && (option.path !== 'net.ssl.mode' || hasReached(version, renaming));
}

/** A name that other servers know, and why this one does not. */
export interface UnavailableName {
  readonly named: NamedOption;
  readonly reason: Unavailable;
}

/** The names at a path or below it that this server does not know though another one does. */
export function unavailableAt(path: string, target: Target): UnavailableName[] {
  return (namesBelow().get(path) ?? []).flatMap((named) => {
    const reason = unavailable(named, target);
    return reason ? [{ named, reason }] : [];
  });
}
