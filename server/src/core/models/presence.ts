import type { Config } from './config.ts';
import type { Setting } from './setting.ts';

/** Whether all settings of the file are known: no template or expansion adds some, and no part of it could not be read. */
export function isComplete(config: Config): boolean {
  return !config.partial && config.problems.length === 0;
}

/** Whether an option is certainly not set by this file. */
export function isAbsent(config: Config, canonical: string): boolean {
  return config.get(canonical) === undefined && isComplete(config);
}

/** Whether an option is set to something that is known and not empty. */
export function isGiven(config: Config, canonical: string): boolean {
  const text = config.textOf(canonical);
  return text !== undefined && text !== '';
}

/** The settings of these options that are in the file, in the order asked for. */
export function settingsOf(config: Config, canonicals: readonly string[]): Setting[] {
  return canonicals.flatMap((canonical) => config.get(canonical) ?? []);
}

/** Whether settings certainly stand in the file together, and not in different branches of a template. */
export function standTogether(config: Config, ...settings: readonly Setting[]): boolean {
  return settings.every(({ keySpan }) => !config.isConditional(keySpan[0]));
}
