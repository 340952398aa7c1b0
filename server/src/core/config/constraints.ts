import { optionAt, type Constraint } from '../catalogue/catalogue.ts';
import type { Facts } from '../facts/facts.ts';
import { knownSettings, type OptionSetting } from './known-settings.ts';
import type { Config } from './config.ts';
import { isAbsent } from './presence.ts';
import { readFlag, type Setting } from './setting.ts';
import { hasReached } from '../server/server-version.ts';
import { spelled } from './display-name.ts';
import type { Severity } from '../findings/finding.ts';

/** A setting, and a constraint of its option that holds for it. */
export interface Held {
  readonly setting: OptionSetting;
  readonly constraint: Constraint;
}

/** The constraints of a kind that hold for the settings of a file and have no rule of their own. What a template puts in under a condition is left out. */
export function constraintsOf(config: Config, facts: Facts, kind: 'needs' | 'excludes'): Held[] {
  return knownSettings(config, facts)
    .filter(
      ({ canonical, keySpan }) =>
        config.get(canonical)?.keySpan === keySpan && !config.isConditional(keySpan[0]),
    )
    .flatMap((setting) =>
      (setting.option[kind] ?? [])
        .filter(
          (constraint) => constraint.judgedBy === undefined && holds(constraint, setting, config, facts),
        )
        .map((constraint) => ({ setting, constraint })),
    );
}

function holds(
  { when, beside, since }: Constraint,
  { text, option }: OptionSetting,
  config: Config,
  { serverVersion }: Facts,
): boolean {
  if (since !== undefined && !hasReached(serverVersion, since)) return false;
  if (beside !== undefined && !config.get(beside)) return false;
  const value = option.type === 'bool' ? String(readFlag(text, config.format)) : text;
  return when === undefined || value === when;
}

/** Whether one of a constraint's settings is certainly not there, or has certainly another value. */
export function isMissing(config: Config, wanted: string): boolean {
  const { path, value } = partsOf(wanted);
  if (isAbsent(config, path)) return true;
  if (value === undefined) return false;
  const text = config.textOf(path);
  // a wrong word is a fault of its own
  return text !== undefined && text !== value && optionAt(path)?.option.values?.includes(text) === true;
}

/** One of a constraint's settings, where it is there. */
export function present(config: Config, wanted: string): Setting | undefined {
  const { path, value } = partsOf(wanted);
  const setting = config.get(path);
  return value === undefined || setting?.text === value ? setting : undefined;
}

/** The path of one of a constraint's settings, and the value that is meant. */
export function partsOf(wanted: string): { path: string; value?: string } {
  const [path = '', value] = wanted.split('=');
  return value === undefined ? { path } : { path, value };
}

/** What to call one of a constraint's settings. */
export function named(config: Config, wanted: string): string {
  const { path, value } = partsOf(wanted);
  return [spelled(config, path), value].filter((part) => part !== undefined).join(' ');
}

/** Who does not start, and how grave that is: of a file for any edition nobody knows whether it is for MongoDB Enterprise. */
export function verdictOf(
  { enterpriseOnly }: Constraint,
  { edition }: Facts,
): { who: string; severity: Severity } {
  if (!enterpriseOnly) return { who: 'the server', severity: 'error' };
  return { who: 'MongoDB Enterprise', severity: edition === 'enterprise' ? 'error' : 'warning' };
}
