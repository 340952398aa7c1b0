import type { Config } from './config.ts';
import type { Span } from '../text/span.ts';
import { unreadOf } from './unread.ts';

/**
 * Where to say that a file does not set something below a section of the top level: at the name of the section, else at `instead`,
 * else at the first name of the file. undefined where there is nothing to say: the file sets nothing at all, something unknown
 * stands for the section, or the server stops reading before the end, which is a fault of its own.
 */
export function omissionSpan(config: Config, section: string, instead?: Span): Span | undefined {
  const { root, settings } = config;
  if (settings.length === 0 || config.get(section) || unreadOf(config)) return undefined;
  const pairs = root?.kind === 'map' ? root.pairs : [];
  const own = pairs.find(({ key }) => key === section || key.startsWith(`${section}.`));
  return own?.keySpan ?? instead ?? (pairs[0] ?? settings[0])?.keySpan;
}
