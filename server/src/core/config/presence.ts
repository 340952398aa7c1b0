import { optionAt } from '../catalogue/catalogue.ts';
import type { Config } from './config.ts';
import type { Setting } from './setting.ts';

/** Whether all settings of the file are known: no template or expansion adds some, and no part of it could not be read. */
export function isComplete(config: Config): boolean {
  return !config.partial && config.problems.length === 0;
}

/** Whether an option is certainly not set by this file. Where a part could not be read, its name must not occur anywhere. */
export function isAbsent(config: Config, canonical: string): boolean {
  if (config.get(canonical) !== undefined || config.partial) return false;
  return config.problems.length === 0 || (config.format === 'yaml' && !isMentioned(config, canonical));
}

function isMentioned(config: Config, canonical: string): boolean {
  const option = optionAt(canonical)?.option;
  const paths = [canonical, ...(option?.aliases ?? []).map(({ path }) => path)];
  const names = new Set(paths.map((path) => path.slice(path.lastIndexOf('.') + 1)));
  const content = withoutComments(config);
  return [...names].some((name) => content.includes(name));
}

/** Many rules ask this of the same configuration while its YAML is broken. */
const uncommented = new WeakMap<Config, string>();

function withoutComments(config: Config): string {
  const content = uncommented.get(config) ?? config.text.replace(/(?:^|\s)#.*/gm, '');
  uncommented.set(config, content);
  return content;
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
