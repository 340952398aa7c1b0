import type { Config } from './config.ts';
import { standTogether } from './presence.ts';
import type { Setting } from './setting.ts';
import { hasReached, type ServerVersion } from '../server/server-version.ts';

/** A setting that stands in a file a second time, with the one before it. */
export interface Repeated {
  readonly setting: Setting;
  readonly first: Setting;
}

/**
 * The settings by which a file sets one option twice (server-behaviour.md P16, P18, I4, I5). The identity is the option, whatever name it is
 * written with. In INI, lists are put together and a server parameter may be repeated with the same value.
 */
export function repeatedSettings(config: Config, version: ServerVersion): Repeated[] {
  const known = new Map<string, Setting>();
  const repeated: Repeated[] = [];
  let line = -1;
  for (const setting of config.settings) {
    // logpath of INI makes two settings
    if (setting.keySpan[0] === line) continue;
    line = setting.keySpan[0];
    const key = identityOf(setting, version);
    const first = known.get(key);
    if (!first) known.set(key, setting);
    else if (!mayRepeat(first, setting, config)) repeated.push({ setting, first });
  }
  return repeated;
}

function identityOf(setting: Setting, version: ServerVersion): string {
  if (setting.isParameter) return setting.path;
  // a name of INI alone, such as auth, is an option of its own beside what it stands for
  if (setting.iniOnly) return `ini ${setting.iniOnly.name}`;
  const isApart = /weakCertificateValidation$/i.test(setting.path) && !hasReached(version, '4.2');
  return isApart ? 'net.ssl.weakCertificateValidation' : setting.canonical;
}

function mayRepeat(first: Setting, setting: Setting, config: Config): boolean {
  if (!standTogether(config, first, setting)) return true;
  if (config.format === 'yaml') return false;
  if (setting.isParameter) return first.text === undefined || first.text === setting.text;
  return setting.option?.type === 'list' || setting.canonical === 'setParameter';
}
