import type { Config } from './config.ts';
import type { YamlMap, YamlPair } from '../yaml/tree.ts';
import { isExpansion } from './yaml-settings.ts';

/** A `__exec` or `__rest` block (4.2+): mongod puts in what a program prints or an address answers. */
export interface Expansion {
  readonly map: YamlMap;
  /** The keys `__exec` and `__rest` in it; one of them in a right one. */
  readonly directives: readonly YamlPair[];
  /** It stands for the whole file. */
  readonly isWhole: boolean;
}

/** The expansion blocks of a YAML configuration, in order. */
export function expansionsOf(config: Config): Expansion[] {
  const { root } = config;
  if (root?.kind === 'map' && isExpansion(root)) return [made(root, true)];
  return config.settings.flatMap(({ expansion, value }) =>
    expansion && value.kind === 'map' ? [made(value, false)] : [],
  );
}

function made(map: YamlMap, isWhole: boolean): Expansion {
  const directives = map.pairs.filter(({ key }) => key === '__exec' || key === '__rest');
  return { map, directives, isWhole };
}
