import type { Parameter, Unavailable } from '../catalogue/catalogue.ts';
import {
  formatVersion,
  inRange,
  isOlderRelease,
  type ServerVersion,
  type VersionBound,
  boundWords,
} from '../server/server-version.ts';
import type { Platform } from '../server/server-kind.ts';
import { removalOf } from './removal.ts';

/** A name that other servers know than the one that is meant, and which these are. */
export interface UnavailableHere {
  readonly reason: Unavailable;
  readonly since?: VersionBound;
  readonly removed?: VersionBound;
  readonly platforms?: readonly Platform[];
}

/** Who does not know it. */
interface Ignorant {
  readonly program: string;
  readonly serverVersion: ServerVersion;
  readonly platform: Platform;
}

type Known = Pick<UnavailableHere, 'since' | 'removed' | 'platforms'>;

/** What is known of servers that know one of these names, beside the reason. */
export function knownElsewhere(
  reason: Unavailable,
  names: readonly { readonly option: Known; readonly name: Known }[],
): UnavailableHere {
  const since = earliest(names.flatMap(({ option, name }) => name.since ?? option.since ?? []));
  const removed = reason === 'removed' ? removalOf(names) : undefined;
  const platforms = names[0]?.option.platforms;
  return {
    reason,
    ...(since === undefined ? {} : { since }),
    ...(removed === undefined ? {} : { removed }),
    ...(platforms ? { platforms } : {}),
  };
}

/**
 * Why a server does not know a name, and what comes of it, as one sentence. With `isAssumed` nobody named the version, so that of a
 * removed name it says from which release on.
 */
export function unavailableSentence(
  called: string,
  { reason, since, removed, platforms = [] }: UnavailableHere,
  { program, serverVersion, platform }: Ignorant,
  isAssumed = false,
): string {
  const server = `${program} ${formatVersion(serverVersion)}`;
  const refuses = `${server} does not start with it`;
  switch (reason) {
    case 'not-yet':
      return since === undefined
        ? `${called} is not known to ${server} yet, which does not start with it.`
        : `${called} came with MongoDB ${boundWords(since)}; ${refuses}.`;
    case 'removed': {
      const result = isAssumed ? `: from that version on ${program} does not start with it` : `; ${refuses}`;
      return `${called} was removed in MongoDB ${boundWords(removed ?? '')}${result}.`;
    }
    case 'other-program':
      return `${called} is a setting of ${program === 'mongod' ? 'mongos' : 'mongod'} only; ${refuses}.`;
    case 'other-platform':
      return `${called} is known on ${platforms.map((name) => platformNames[name]).join(' and ')} only; ${program} on ${platformNames[platform]} does not start with it.`;
    case 'other-edition':
      return `${called} is a setting of MongoDB Enterprise; ${program} of the Community edition does not start with it.`;
  }
}

/** Why a server does not know a parameter that the catalogue has; undefined where it does. */
export function unavailableParameter(
  { name, since, aliasesSince, platforms }: Parameter,
  written: string,
  { serverVersion, platform }: Ignorant,
): UnavailableHere | undefined {
  if (platforms && !platforms.includes(platform)) return { reason: 'other-platform', platforms };
  // the older names are older than the parameter of today
  const own = written === name ? since : aliasesSince;
  if (inRange(serverVersion, own)) return undefined;
  return { reason: 'not-yet', ...(own === undefined ? {} : { since: own }) };
}

const platformNames: Readonly<Record<Platform, string>> = {
  linux: 'Linux',
  windows: 'Windows',
  macos: 'macOS',
};

/** The bound that begins with the oldest release. */
function earliest(bounds: readonly VersionBound[]): VersionBound | undefined {
  const first = (bound: VersionBound) => (typeof bound === 'string' ? bound : (bound[0] ?? ''));
  const [start, ...rest] = bounds;
  return rest.reduce((a, b) => (a !== undefined && isOlderRelease(first(b), first(a)) ? b : a), start);
}
