import { targetFor } from '../config/platform.ts';
import type { Facts } from '../facts/facts.ts';
import type { Config } from '../config/config.ts';
import { suggestForGateway } from './mongosqld.ts';
import { suggestNames } from './suggest-names.ts';
import { suggestValues } from './suggest-values.ts';
import type { Suggestion } from './suggestion.ts';
import { suggestSetUps } from './tls-set-ups.ts';
import type { Place } from './cursor-context.ts';

/**
 * What can be put in at a place of a configuration. `paths` are the files to offer where a path belongs, as the server would
 * name them.
 */
export function suggestAt(
  place: Place,
  config: Config,
  facts: Facts,
  offset: number,
  paths: readonly string[],
): Suggestion[] {
  if (config.program === 'mongosqld') return suggestForGateway(place, config, paths);
  const target = targetFor(config, facts);
  if (place.kind === 'value') return suggestValues(place, config, target, offset, paths);
  return [...suggestSetUps(place, config, target), ...suggestNames(place, config, target)];
}
