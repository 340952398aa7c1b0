import { parseConfig, type Config } from '../config/config.ts';
import { parameter } from '../config/parameters.ts';
import type { Setting } from '../config/setting.ts';
import { addParameter, addSetting, removeSetting, replaceValue } from '../fixing/edits.ts';
import { applyEdits } from '../text/apply-edits.ts';
import { hasReached, type ServerVersion } from '../server/server-version.ts';
import type { TlsMode } from '../security/tls-mode.ts';

/** What a setting, by its preferred path, or a server parameter is to be; `value: undefined` takes it out. */
export type Change =
  | { readonly path: string; readonly value: string | undefined }
  | { readonly parameter: string; readonly value: string | undefined };

/** Makes changes one after the other, in the style of the file. undefined: the file has no place for one of them. */
export function changeSettings(
  config: Config,
  changes: readonly Change[],
  version: ServerVersion,
): Config | undefined {
  let current = config;
  for (const change of changes) {
    const next = changeOne(current, change, version);
    if (next === undefined) return undefined;
    current = next === current.text ? current : reread(current, next);
  }
  return current;
}

/** Another text of the same file. */
export function reread({ program }: Config, text: string): Config {
  return parseConfig(text, { program });
}

/** Sets the TLS mode under the name that the file uses for it. */
export function modeChange(config: Config, mode: TlsMode, version: ServerVersion): Change {
  if (config.get('net.tls.mode')) return { path: 'net.tls.mode', value: mode };
  if (config.get('net.ssl.mode') ?? usesSslNames(config, version))
    return { path: 'net.ssl.mode', value: mode.replace(/TLS$/, 'SSL') };
  return { path: 'net.tls.mode', value: mode };
}

/** Servers before 4.2 know no other names. */
function usesSslNames(config: Config, version: ServerVersion): boolean {
  if (!hasReached(version, '4.2')) return true;
  const written = config.settings.filter(({ canonical }) => /^net\.(?:tls|ssl)\./.test(canonical));
  return written.length > 0 && written.every((setting) => isSslName(setting));
}

function isSslName({ name, canonical, path, iniOnly }: Setting): boolean {
  if (iniOnly) return false;
  return (name?.path ?? canonical).startsWith('net.ssl.') || /^ssl[A-Z]/.test(path);
}

function changeOne(config: Config, change: Change, version: ServerVersion): string | undefined {
  const { value } = change;
  const known = 'path' in change ? config.get(change.path) : parameter(config, change.parameter);
  if (value === undefined) return known ? withoutSetting(config, known) : config.text;
  if (known?.text === value) return config.text;
  // what a template, a list or a program puts in is not ours to write over
  if (known && (known.text === undefined || config.template)) return undefined;
  const edit = known
    ? needsNoQuotes(value, config)
      ? replaceValue(config, known, value)
      : undefined
    : 'path' in change
      ? addPath(config, change.path, value, version)
      : addParameter(config, change.parameter, value);
  if (edit) return checked(config, applyEdits(config.text, [edit]), change);
  if (!known) return undefined;
  // a value that needs other quotes: taken out and written anew
  const without = withoutSetting(config, known);
  return without === undefined ? undefined : changeOne(reread(config, without), change, version);
}

/** The text, if the server reads the value from it. */
function checked(config: Config, text: string, change: Change): string | undefined {
  const next = reread(config, text);
  const read = 'path' in change ? next.get(change.path) : parameter(next, change.parameter);
  return read?.text === change.value ? text : undefined;
}

function needsNoQuotes(value: string, { format }: Config): boolean {
  return format === 'ini' || /^[\w./\\][\w./\\:@+-]*$/.test(value);
}

function withoutSetting(config: Config, setting: Setting): string | undefined {
  const edit = removeSetting(config, setting);
  return edit && applyEdits(config.text, [edit]);
}

function addPath(config: Config, path: string, value: string, version: ServerVersion) {
  const section = path.slice(0, path.lastIndexOf('.'));
  const family = /^net\.(?:tls|ssl)\./.test(path) ? /^net\.(?:tls|ssl)\./ : undefined;
  const near = config.settings.findLast(({ canonical }) =>
    family ? family.test(canonical) : canonical.startsWith(`${section}.`),
  );
  const old = family !== undefined && usesSslNames(config, version);
  return addSetting(config, path, value, near, old ? { canonical: 'net.ssl.mode' } : near);
}
