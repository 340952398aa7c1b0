import type { Config } from '../config/config.ts';
import { firstSettings, readFlag, type ConfigFormat, type Setting } from '../config/setting.ts';
import type { Span } from '../text/span.ts';
import { optionByFlag } from '../catalogue/catalogue.ts';
import { isServerFlag } from '../command-lines/server-flags.ts';
import { settingsOf } from '../config/ini-settings.ts';
import type { ServerStart } from './server-start.ts';

/** A configuration file together with the flags of a server that reads it. */
export interface MergedConfig {
  readonly config: Config;
  /** The places of the flags lie behind the end of the file: from this offset on they are places in the text of the flags. */
  readonly base: number;
}

/**
 * The settings of a server as it merges them: what its command line or its image says goes before the file, but for the parameters,
 * which are put together (src/mongo/util/options_parser/options_parser.cpp, run). The image adds what it adds only where neither says it.
 */
export function mergedConfig(file: Config, started: ServerStart): MergedConfig {
  const { flags, command } = started;
  const base = file.text.length + 1;
  const added = (flags?.settings ?? [])
    .filter(({ canonical }) => canonical !== 'config')
    .map((setting) => shifted(inFormat(setting, file.format), base));
  const given = new Set(added.map(({ canonical }) => canonical));
  const merged = [...file.settings.filter(({ canonical }) => !given.has(canonical)), ...added];
  const settings = [
    ...merged,
    ...addedByImage(merged, started).map((setting) => inFormat(setting, file.format)),
  ];
  const template = file.template || command?.conditional === true;
  const byCanonical = firstSettings(settings, template);
  const isKnown =
    !command ||
    (command.complete &&
      command.flags.every(
        // what a misspelt flag was to bring is not known
        ({ name, value, valueSpan }) => isServerFlag(name) && (value !== undefined || !valueSpan),
      ));
  const start = flags?.firstStart;
  return {
    base,
    config: {
      ...file,
      program: started.program,
      ...(start ? { firstStart: { ...start, span: moved(start.span, base) } } : {}),
      isWhole: isKnown,
      settings,
      template,
      partial: file.partial || !isKnown,
      isConditional: (offset) =>
        offset < base ? file.isConditional(offset) : (flags?.isConditional(offset - base) ?? false),
      get: (canonical) => byCanonical.get(canonical),
      textOf: (canonical) => byCanonical.get(canonical)?.text,
      flag: (canonical) => readFlag(byCanonical.get(canonical)?.text, file.format),
    },
  };
}

/** Where settings stand that stand nowhere: behind the end of any text. */
export const imageOffset = 1_000_000_000;

/** What the entrypoints of the official image and of Percona's add to the arguments of mongod (server-behaviour.md IM3, IM5). */
function addedByImage(
  settings: readonly Setting[],
  { maker, program }: Pick<ServerStart, 'maker' | 'program'>,
): Setting[] {
  const addresses = ['net.bindIp', 'net.bindIpAll'];
  if ((maker !== 'official' && maker !== 'percona') || program !== 'mongod') return [];
  if (settings.some(({ canonical }) => addresses.includes(canonical))) return [];
  const place = [imageOffset, imageOffset] as const;
  const entry = { name: 'bind_ip_all', nameSpan: place, value: '', valueSpan: place };
  return settingsOf(entry, optionByFlag).map((setting) => ({
    ...setting,
    path: '--bind_ip_all',
    from: 'image',
  }));
}

/** A switch that is on by its name alone, as the format of the file writes it. */
function inFormat(setting: Setting, format: ConfigFormat): Setting {
  const { option, text, value } = setting;
  if (format !== 'yaml' || option?.type !== 'bool' || text === undefined) return setting;
  const isOn = readFlag(text, 'flags');
  if (isOn === undefined) return setting;
  const word = String(isOn);
  return { ...setting, text: word, value: value.kind === 'scalar' ? { ...value, text: word } : value };
}

function shifted(setting: Setting, by: number): Setting {
  const { keySpan, valueSpan, span, value } = setting;
  return {
    ...setting,
    keySpan: moved(keySpan, by),
    valueSpan: moved(valueSpan, by),
    span: moved(span, by),
    value: { ...value, span: moved(value.span, by) },
  };
}

function moved([start, end]: Span, by: number): Span {
  return [start + by, end + by];
}
