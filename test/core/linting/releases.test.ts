import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../server/src/core/catalogue/catalogue.ts';
import { series } from '../../../server/src/core/linting/releases.ts';
import {
  compareVersions,
  firstOf,
  formatVersion,
  hasReached,
  isBeyondKnown,
  newestRead,
  newestVersion,
  parseServerVersion,
  seriesOf,
  type VersionBound,
} from '../../../server/src/core/server/server-version.ts';

const entries = [...catalogue.settings, ...catalogue.parameters, ...catalogue.iniOnly];

describe('what was read of which release', () => {
  it('is told by the catalogue without gaps, up to the newest', () => {
    expect(catalogue.releases.at(-1)).toMatchObject({ to: formatVersion(newestVersion), read: 'manual' });
    expect(catalogue.releases.at(-2)).toMatchObject({ to: formatVersion(newestRead), read: 'source' });
    expect(series.at(-1)).toBe(seriesOf(newestVersion));
    for (const release of series) {
      const first = firstOf(release);
      const within = catalogue.releases.filter(
        ({ from, to }) => hasReached(first, from) && compareVersions(first, firstOf(to)) <= 0,
      );
      expect(within.length, release).toBeGreaterThan(0);
    }
  });

  it('is marked on each entry that tells something of a release whose source was not read', () => {
    const bounds = (bound: VersionBound | undefined) => (bound === undefined ? [] : [bound].flat());
    const late = (bound: VersionBound | undefined) =>
      bounds(bound).some(
        (release) => /^\d/.test(release) && compareVersions(firstOf(release), newestRead) > 0,
      );
    const unmarked = entries.filter(
      (entry) =>
        entry.manual === undefined &&
        (late(entry.since) || late(entry.deprecated) || ('removed' in entry && late(entry.removed))),
    );
    expect(unmarked.map((entry) => ('path' in entry ? entry.path : entry.name))).toEqual([]);
    expect(entries.filter(({ manual }) => manual !== undefined).length).toBeGreaterThan(15);
  });
});

it.each([
  ['9.0', false],
  ['9.0.99', false],
  ['8.3', false],
  ['9.1', true],
  ['12.7', true],
])('%s is beyond the known releases: %s', (text, expected) => {
  const version = parseServerVersion(text);
  expect(version && isBeyondKnown(version)).toBe(expected);
});
