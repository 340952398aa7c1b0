import { parameterNamed } from '../catalogue/catalogue.ts';
import type { Config } from './config.ts';
import type { Setting } from './setting.ts';

/** The name a server parameter was written with; undefined for other settings. */
export function parameterName(setting: Setting): string | undefined {
  return setting.isParameter ? setting.path.slice('setParameter.'.length) : undefined;
}

/** The setting of a server parameter, under its present or an older name. */
export function parameter(config: Config, name: string): Setting | undefined {
  const names = [name, ...(parameterNamed(name)?.aliases ?? [])];
  for (const candidate of names) {
    const setting = config.get(`setParameter.${candidate}`);
    if (setting) return setting;
  }
  return undefined;
}

/** The text of a server parameter; undefined where it is absent or not known. */
function parameterText(config: Config, name: string): string | undefined {
  return parameter(config, name)?.text;
}

/**
 * A boolean server parameter: unlike settings it is read from text in both formats, as `true`, `1`, `false` or `0`
 * (src/mongo/idl/idl_parser.h, coerceFromString). undefined where absent, unknown or not a boolean.
 */
export function parameterFlag(config: Config, name: string): boolean | undefined {
  return parameterBoolean(parameterText(config, name));
}

/** The boolean a parameter's text stands for, or undefined where the server would refuse it. */
export function parameterBoolean(text: string | undefined): boolean | undefined {
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : undefined;
}
