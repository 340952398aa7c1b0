import { targetFor } from './platform.ts';
import { unavailable, type Option } from '../catalogue/catalogue.ts';
import type { Facts } from '../facts/facts.ts';
import type { Config } from './config.ts';
import type { Setting } from './setting.ts';

/** A setting of an option. */
export type OptionSetting = Setting & { readonly option: Option };

/** The settings whose names this server knows; the values of others are of no account. Expansion directives are left out. */
export function knownSettings(config: Config, facts: Facts): readonly OptionSetting[] {
  const present = known.get(config);
  if (present?.facts === facts) return present.settings;
  const settings = findKnown(config, facts);
  known.set(config, { facts, settings });
  return settings;
}

/** Several rules ask for the same settings. */
const known = new WeakMap<Config, { readonly facts: Facts; readonly settings: readonly OptionSetting[] }>();

function findKnown(config: Config, facts: Facts): OptionSetting[] {
  const target = targetFor(config, facts);
  return config.settings.filter((setting): setting is OptionSetting => {
    const { option, name } = setting;
    return option !== undefined && !setting.expansion && (!name || !unavailable({ option, name }, target));
  });
}
