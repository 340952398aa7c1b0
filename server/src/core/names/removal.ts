import { formerSettingAt } from '../catalogue/catalogue.ts';
import type { Facts } from '../facts/facts.ts';
import type { Setting } from '../config/setting.ts';
import { isOlderRelease, wasKnown, type VersionBound } from '../server/server-version.ts';
import type { UnknownName } from './unknown-name.ts';
import type { Severity } from '../findings/finding.ts';

/**
 * How bad it is that a release took away what a file still has. Where nobody named a version the server may be an older one,
 * for which the file is right, so it is a warning then; unless no server we know of takes it.
 */
export function removalSeverity(removed: VersionBound, facts: Pick<Facts, 'versionIsAssumed'>): Severity {
  return facts.versionIsAssumed === true && wasKnown(removed) ? 'warning' : 'error';
}

/** A name, and the option that it is one of. */
interface Removable {
  readonly option: { readonly removed?: VersionBound };
  readonly name: { readonly removed?: VersionBound };
}

/** The release in which the last of these names went. */
export function removalOf(names: readonly Removable[]): string {
  const releases = names.flatMap(({ option, name }) => name.removed ?? option.removed ?? []);
  return releases.reduce((a, b) => (isOlderRelease(a, b) ? b : a), releases[0] ?? '');
}

/** The release that removed a setting the server does not know; undefined where it does not know it for another reason. */
export function removedIn({ cause }: UnknownName, setting: Setting): VersionBound | undefined {
  if (cause.kind === 'unheard-of') return formerSettingAt(setting.path)?.removed;
  if (cause.kind !== 'unavailable' || cause.reason !== 'removed') return undefined;
  return removalOf(cause.names.filter(({ reason }) => reason === 'removed').map(({ named }) => named));
}
