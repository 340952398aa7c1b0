/** A MongoDB server release, such as `[8, 0, 10]`. */
export type ServerVersion = readonly [major: number, minor: number, patch: number];

/**
 * Where a behaviour of the server begins or ends. One release (`4.2`, `5.0.25`), or a list where a change was brought
 * to several series: each entry holds from that patch on within its own series, the last one for all that came after.
 */
export type VersionBound = string | readonly string[];

/** The newest release that the catalogue and the rules describe, and the one that is assumed where nobody names another. */
export const newestVersion: ServerVersion = [9, 0, 2];

/** The newest release whose source was read; what came after it is known from the manual only. */
export const newestRead: ServerVersion = [8, 0, 10];

/** The oldest release they describe. */
const oldestVersion: ServerVersion = [3, 6, 0];

/** A patch number above every real one: `4.4` as a target means the newest release of that series. */
const newestPatch = 999;

/**
 * Reads `8`, `8.0`, `v8.0.10` or `8.0.10-rc1`. A missing patch means the newest one of the series.
 * Returns undefined for anything else.
 */
export function parseServerVersion(text: string): ServerVersion | undefined {
  const match = /^v?(\d{1,3})(?:\.(\d{1,3}))?(?:\.(\d{1,3}))?(?:[-+].*)?$/.exec(text.trim());
  if (!match) return undefined;
  const [, major, minor, patch] = match;
  return [Number(major), Number(minor ?? 0), patch === undefined ? newestPatch : Number(patch)];
}

/** `8.0.10`, or `8.0` for the newest release of a series. */
export function formatVersion([major, minor, patch]: ServerVersion): string {
  return patch === newestPatch
    ? `${String(major)}.${String(minor)}`
    : `${String(major)}.${String(minor)}.${String(patch)}`;
}

/** `9.0`, whatever the patch. */
export function seriesOf([major, minor]: ServerVersion): string {
  return `${String(major)}.${String(minor)}`;
}

/** Negative, zero or positive as `a` is older than, equal to or newer than `b`. */
export function compareVersions(a: ServerVersion, b: ServerVersion): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** Whether `version` has what came with `bound`. */
export function hasReached(version: ServerVersion, bound: VersionBound): boolean {
  const entries = (typeof bound === 'string' ? [bound] : bound).map(firstOf);
  const sameSeries = entries.find((entry) => entry[0] === version[0] && entry[1] === version[1]);
  if (sameSeries) return compareVersions(version, sameSeries) >= 0;
  const newest = entries.reduce((a, b) => (compareVersions(a, b) >= 0 ? a : b));
  return compareVersions(version, newest) > 0;
}

/** Whether a release belongs to a series after the newest one known: its settings and words may be others. */
export function isBeyondKnown(version: ServerVersion): boolean {
  return (version[0] - newestVersion[0] || version[1] - newestVersion[1]) > 0;
}

/** What was read of a release: its source, or what the manual says of it. */
export function isReadFromSource(version: ServerVersion): boolean {
  return compareVersions(version, newestRead) <= 0;
}

/**
 * Whether a release certainly lacks what the manual says a later one brought. What is brought to older series in patch releases the
 * manual does not always tell: those of 6.0 and later that came after the sources were read may have it.
 */
export function certainlyLacks(version: ServerVersion): boolean {
  return !hasReached(version, '6.0') || (hasReached(version, '8.0') && isReadFromSource(version));
}

/** Whether `version` lies in `[since, until)`; an absent bound is open. */
export function inRange(version: ServerVersion, since?: VersionBound, until?: VersionBound): boolean {
  return (
    (since === undefined || hasReached(version, since)) &&
    !(until !== undefined && hasReached(version, until))
  );
}

const bounds = new Map<string, ServerVersion>();

/** The release a bound stands for: one without a patch begins with the first release of its series, unlike a target. */
export function firstOf(text: string): ServerVersion {
  const known = bounds.get(text);
  if (known) return known;
  const parsed = parseServerVersion(text);
  if (!parsed) throw new Error(`not a MongoDB version: ${text}`);
  const bound: ServerVersion = [parsed[0], parsed[1], parsed[2] === newestPatch ? 0 : parsed[2]];
  bounds.set(text, bound);
  return bound;
}

/** Whether some of the releases that the catalogue describes still have what `removed` took away. */
export function wasKnown(removed: VersionBound): boolean {
  return !hasReached(oldestVersion, removed);
}

/** Whether release `a` came before release `b`; false where one of them is no version. */
export function isOlderRelease(a: string, b: string): boolean {
  const [left, right] = [parseServerVersion(a), parseServerVersion(b)];
  return left !== undefined && right !== undefined && compareVersions(left, right) < 0;
}

/** A bound as it is written: all its releases, parted by commas. */
export function boundWords(bound: VersionBound): string {
  return typeof bound === 'string' ? bound : bound.join(', ');
}
