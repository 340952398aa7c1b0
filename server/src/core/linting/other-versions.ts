import type { Facts } from '../facts/facts.ts';
import { lint, type Rules } from './lint.ts';
import type { Config } from '../config/config.ts';
import type { Setting } from '../config/setting.ts';
import { series, turningPoints } from './releases.ts';
import { firstOf, parseServerVersion, type ServerVersion } from '../server/server-version.ts';
import { overlaps, type Span } from '../text/span.ts';
import type { Finding } from '../findings/finding.ts';

/** A file is judged some twenty times; with one this long an editor would feel it (UTF-16 units). */
const maxLength = 10_000;

/** Some releases that say the same of a setting: `[since, until)`; absent bounds are open. */
export interface Verdict {
  readonly since?: string;
  readonly until?: string;
  /** The first error; absent where there is none. */
  readonly error?: Finding;
}

/**
 * What the releases of the server say of a setting in its file, oldest first, whatever version the file is judged for. Empty where
 * they all say the same or the file is too long.
 */
export function verdictsOn(
  { span, parents }: Setting,
  config: Config,
  facts: Facts,
  rules: Rules,
): Verdict[] {
  if (config.text.length > maxLength) return [];
  const places: Span[] = [...parents.map(({ keySpan }) => keySpan), span];
  const points = turningPoints(rules);
  const errorAt = (index: number): Finding | undefined =>
    errorsFor(firstOf(points[index] ?? ''), config, facts, rules).find((finding) =>
      places.some((place) => overlaps(place, finding.span)),
    );
  const changes = changesBetween(points, (index) => errorAt(index)?.rule);
  if (changes.length === 0) return [];
  return [0, ...changes].map((start, at): Verdict => {
    const [since, until] = [points[start], points[changes[at] ?? points.length]];
    const error = errorAt(start);
    return {
      ...(start === 0 || since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
      ...(error ? { error } : {}),
    };
  });
}

/**
 * The indices at which an answer changes. Asked are the first and the last point of each series, and those between only where
 * these two differ: nothing is taken back within a series.
 */
function changesBetween(points: readonly string[], answer: (index: number) => string | undefined): number[] {
  const changes: number[] = [];
  const search = (low: number, high: number): void => {
    if (answer(low) === answer(high)) return;
    if (high - low === 1) {
      changes.push(high);
      return;
    }
    const middle = (low + high) >> 1;
    search(low, middle);
    search(middle, high);
  };
  const isFirst = (index: number) => seriesOf(points[index]) !== seriesOf(points[index - 1]);
  const ends = [...points.keys()].filter((index) => isFirst(index) || isFirst(index + 1));
  for (const [at, end] of ends.entries()) {
    if (at > 0) search(ends[at - 1] ?? end, end);
  }
  return changes;
}

function seriesOf(release: string | undefined): string | undefined {
  return release?.split('.', 2).join('.');
}

/** The errors of a file for the newest release of each series, newest first; none where the file is too long. */
export function errorsBySeries(
  config: Config,
  facts: Facts,
  rules: Rules,
): { readonly series: string; readonly errors: readonly Finding[] }[] {
  if (config.text.length > maxLength) return [];
  return series.toReversed().flatMap((name) => {
    const version = parseServerVersion(name);
    return version ? [{ series: name, errors: errorsFor(version, config, facts, rules) }] : [];
  });
}

/** The newest series of each that has the same errors, newest first; those whose errors are those of `facts` are left out. */
export function differingVersions(
  config: Config,
  facts: Facts,
  rules: Rules,
): { readonly series: string; readonly errors: readonly Finding[] }[] {
  const seen = new Set([namesOf(errorsFor(facts.serverVersion, config, facts, rules))]);
  return errorsBySeries(config, facts, rules).filter(({ errors }) => {
    const names = namesOf(errors);
    const isNew = !seen.has(names);
    seen.add(names);
    return isNew;
  });
}

function namesOf(errors: readonly Finding[]): string {
  return errors.map(({ rule, span }) => `${rule} ${span.join()}`).join(';');
}

interface Judged {
  readonly facts: Facts;
  readonly errors: Map<string, readonly Finding[]>;
}

/** Editors ask again for every place. */
const judged = new WeakMap<Config, Judged>();

/** The errors that a release reports, as if the file named it. */
export function errorsFor(
  version: ServerVersion,
  config: Config,
  facts: Facts,
  rules: Rules,
): readonly Finding[] {
  let known = judged.get(config);
  if (known?.facts !== facts) {
    known = { facts, errors: new Map() };
    judged.set(config, known);
  }
  const key = version.join('.');
  const present = known.errors.get(key);
  if (present) return present;
  const found = lint(
    config,
    { ...facts, serverVersion: version, versionIsAssumed: false },
    { keepConsequences: true },
    strictOf(rules),
  );
  const errors = found.filter(({ severity }) => severity === 'error');
  known.errors.set(key, errors);
  return errors;
}

const strict = new WeakMap<Rules, Rules>();

/** The rules without those of hygiene, which is no error, and half of the rules are about nothing else. Always the same for the same. */
function strictOf(rules: Rules): Rules {
  const known = strict.get(rules) ?? new Map([...rules].filter(([, { severity }]) => severity !== 'info'));
  strict.set(rules, known);
  return known;
}
