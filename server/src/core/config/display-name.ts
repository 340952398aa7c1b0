import { optionAt } from '../catalogue/catalogue.ts';
import type { Config } from './config.ts';

/** What to call a setting in a message: its flag on a command line, else its dotted path. */
export function spelled(config: Config, path: string): string {
  return (config.format === 'flags' ? optionAt(path)?.name.cli : undefined) ?? path;
}
