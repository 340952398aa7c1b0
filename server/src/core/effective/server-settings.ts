import { targetFor } from '../config/platform.ts';
import { parseConfig } from '../config/config.ts';
import { presentName } from '../config/normalised-settings.ts';
import type { Setting } from '../config/setting.ts';
import { readSettings } from '../config/settings-reading.ts';
import { mergedConfig, type MergedConfig } from '../deployment/merged-config.ts';
import {
  factsOfServer,
  spanInFile,
  type ReadConfiguration,
  type StartedServer,
} from '../deployment/started-server.ts';
import { defaultsOf } from './effective-defaults.ts';
import type { Facts } from '../facts/facts.ts';
import type { Finding } from '../findings/finding.ts';
import { LineIndex } from '../text/line-index.ts';
import type { Span } from '../text/span.ts';
import { effectiveSettings } from './effective-settings.ts';

/** Where the value of a setting comes from: a text with the place in it, or the image, which adds it by itself. */
export interface SettingSource {
  readonly from: 'file' | 'flag' | 'environment' | 'image';
  /** The file, and a place in it. */
  readonly location: string;
  readonly span: Span;
}

/** The settings of a server as mongod itself would show them, each with where it comes from. */
export interface ServerSettings {
  /** By path as written in the file, else by the dotted path of the flag. */
  readonly settings: Readonly<Record<string, string | null>>;
  readonly origins: Readonly<Record<string, SettingSource>>;
}

/** The settings of a server, merged; those of its file are missing where that is not known here. */
export function wholeSettings({ start, configuration }: StartedServer): MergedConfig {
  return mergedConfig(configuration?.config ?? parseConfig(''), start);
}

/** What a server has in the end, each value with its source. Secrets are in it as they are written. */
export function settingsOfStarted(server: StartedServer): ServerSettings {
  const { configuration, start, location } = server;
  const { config, base } = wholeSettings(server);
  const file = configuration ? settingsOfFile(configuration, config.settings) : { settings: {}, origins: {} };
  const settings: [string, string | null][] = [];
  const origins: [string, SettingSource][] = [];
  for (const setting of config.settings) {
    const { from, span, text, value } = setting;
    if (from === undefined) continue;
    const path = presentName(setting);
    const isFilledIn = value.kind === 'scalar' && value.unknown === true;
    settings.push([path, text ?? (isFilledIn ? writtenAt(server, base, value.span) : null)]);
    const place = from === 'image' ? start.span : ([span[0] - base, span[1] - base] as const);
    origins.push([path, { from, location, span: place }]);
  }
  return {
    settings: { ...file.settings, ...Object.fromEntries(settings) },
    origins: { ...file.origins, ...Object.fromEntries(origins) },
  };
}

/** What is written at a place of merged settings. */
function writtenAt({ text, configuration }: StartedServer, base: number, [start, end]: Span): string {
  return start < base
    ? (configuration?.config.text ?? '').slice(start, end)
    : text.slice(start - base, end - base);
}

/** What a configuration says, or only those of its settings that are `left`. */
export function settingsOfFile(
  configuration: ReadConfiguration,
  left: readonly Setting[] = configuration.config.settings,
): ServerSettings {
  const { config, location } = configuration;
  const ofFile = left.filter(({ from }) => from === undefined);
  const settings: [string, string | null][] = [];
  const origins: [string, SettingSource][] = [];
  for (const [path, text] of Object.entries(readSettings(config.text).settings)) {
    const setting = settingAt(ofFile, path);
    if (!setting) continue;
    settings.push([path, text]);
    origins.push([path, { from: 'file', location, span: spanInFile(configuration, setting.span) }]);
  }
  return { settings: Object.fromEntries(settings), origins: Object.fromEntries(origins) };
}

/** The setting of a path as {@link readSettings} writes it: items of a list have an index. */
function settingAt(settings: readonly Setting[], path: string): Setting | undefined {
  return (
    settings.find((setting) => setting.path === path) ??
    settings.find((setting) => path.startsWith(`${setting.path}[`) || path.startsWith(`${setting.path}.`))
  );
}

/** The defaults of what a server is told nothing about, by dotted path. */
export function defaultsOfStarted(
  { config }: Pick<MergedConfig, 'config'>,
  facts: Facts,
): Readonly<Record<string, string>> {
  const target = targetFor(config, facts);
  const found = [...defaultsOf(config, target)].flatMap(({ path, text }) =>
    text === undefined ? [] : [[path.join('.'), text] as const],
  );
  return Object.fromEntries(found);
}

/** {@link effectiveSettings} of a server: `nameOf` says what to call a file. `findings` are those about its merged settings. */
export function effectiveSettingsOfServer(
  server: StartedServer,
  facts: Facts,
  findings: readonly Finding[],
  { defaults, nameOf }: { readonly defaults: boolean; readonly nameOf: (location: string) => string },
): string {
  const { start, location, text, configuration } = server;
  const { config, base } = wholeSettings(server);
  const started = new LineIndex(text);
  const file = configuration && new LineIndex(configuration.text);
  const placeOf = (offset: number): string => {
    if (offset >= base || !configuration || !file)
      return `${nameOf(location)} line ${started.at(Math.max(offset - base, 0)).line + 1}`;
    const [at] = spanInFile(configuration, [offset, offset]);
    return `${nameOf(configuration.location)} line ${file.at(at).line + 1}`;
  };
  const own = start.name === start.program ? nameOf(location) : `${start.name} in ${nameOf(location)}`;
  const name =
    configuration && configuration.location !== location
      ? `${own} and ${nameOf(configuration.location)}`
      : own;
  const unknown =
    start.configPath !== undefined && !configuration
      ? `# What ${start.configPath} says is not known here.\n`
      : '';
  const shown = effectiveSettings(config, factsOfServer(server, facts, config.version), findings, {
    name,
    defaults: defaults && unknown === '',
    placeOf,
    textAt: (span) => writtenAt(server, base, span),
  });
  return `${shown}${unknown}`;
}
