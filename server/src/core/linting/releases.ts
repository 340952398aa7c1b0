import { catalogue } from '../catalogue/catalogue.ts';
import type { Rules } from './lint.ts';
import { compareVersions, firstOf, type VersionBound } from '../server/server-version.ts';

/** The series of releases that the catalogue and the rules describe, oldest first. */
export const series: readonly string[] = [
  '3.6',
  '4.0',
  '4.2',
  '4.4',
  '5.0',
  '6.0',
  '7.0',
  '8.0',
  '8.1',
  '8.2',
  '8.3',
  '9.0',
];

/** Changes in the middle of a series that neither the catalogue nor the head of a rule tells. */
const others = ['3.6.9', '4.0.4', '5.0.31', '6.0.20', '7.0.16', '8.0.4', '8.3.3'];

const known = new WeakMap<Rules, readonly string[]>();

/** Every release from the first one described on with which a judgement of a file may change, oldest first. */
export function turningPoints(rules: Rules): readonly string[] {
  const present = known.get(rules);
  if (present) return present;
  const points = [...new Set([...series, ...others, ...bounds(rules)])]
    .filter((release) => /^\d/.test(release) && compare(release, '3.6') >= 0)
    .sort(compare);
  known.set(rules, points);
  return points;
}

function compare(a: string, b: string): number {
  return compareVersions(firstOf(a), firstOf(b));
}

function* bounds(rules: Rules): Iterable<string> {
  for (const { since, until } of rules.values()) yield* listed(since, until);
  for (const option of catalogue.settings) {
    for (const name of [option, ...(option.aliases ?? [])]) yield* listed(name.since, name.removed);
    yield* listed(...Object.values(option.removedValues ?? {}), ...Object.values(option.addedValues ?? {}));
  }
  for (const { since } of catalogue.parameters) yield* listed(since);
}

function listed(...all: readonly (VersionBound | undefined)[]): string[] {
  return all.flatMap((bound) => bound ?? []);
}
