import { targetFor } from '../../core/config/platform.ts';
import { replaceValue } from '../../core/fixing/edits.ts';
import { unknownIniName, type UnknownIniName } from '../../core/names/ini-names.ts';
import type { Facts } from '../../core/facts/facts.ts';
import type { Config } from '../../core/config/config.ts';
import { parameterName } from '../../core/config/parameters.ts';
import type { Setting } from '../../core/config/setting.ts';
import { removalSeverity } from '../../core/names/removal.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { slice } from '../../core/text/span.ts';
import { unavailableSentence } from '../../core/names/unavailable-name.ts';
import { type Target } from '../../core/catalogue/vocabulary.ts';
import type { Report } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'names',
    summary: 'A name of an INI file that this server does not know',
    citation: 'src/mongo/util/options_parser/options_parser.cpp, parseINIConfigFile',
    formats: ['ini'],
  },
  function* (config, facts) {
    const target = targetFor(config, facts);
    const prefixes = new Set<string>();
    let line = -1;
    for (const setting of config.settings) {
      const { path, keySpan } = setting;
      // logpath makes two settings
      if (parameterName(setting) !== undefined || keySpan[0] === line || config.isConditional(keySpan[0]))
        continue;
      line = keySpan[0];
      const written = slice(config.text, keySpan);
      const prefix = path.slice(0, path.length - written.length);
      if (prefix !== '') {
        if (prefixes.has(prefix)) continue;
        prefixes.add(prefix);
        yield prefixed(setting, prefix);
        continue;
      }
      const unknown = unknownIniName(path, target, setting.text);
      if (unknown) yield report(setting, unknown, config, { facts, target });
    }
  },
);

function prefixed({ keySpan, path }: Setting, prefix: string): Report {
  return {
    span: keySpan,
    message: `The line [${prefix.slice(0, -1)}] above puts "${prefix}" before this and all names below: the server looks for ${path}, which it does not know, and does not start. The format has no sections.`,
  };
}

function report(
  setting: Setting,
  unknown: UnknownIniName,
  config: Config,
  { facts, target }: { facts: Facts; target: Target },
): Report {
  const name = setting.path === '' ? 'A name that is empty' : setting.path;
  const meant =
    unknown.kind === 'misspelled' || unknown.kind === 'yaml-path' || unknown.kind === 'other-name'
      ? unknown.name
      : undefined;
  const value = unknown.kind === 'other-name' ? unknown.value : undefined;
  const removed = unknown.kind === 'unavailable' ? unknown.removed : undefined;
  const mayBeOld = removed !== undefined && removalSeverity(removed, facts) === 'warning';
  return {
    span: setting.keySpan,
    message:
      unknown.kind === 'unavailable'
        ? unavailableSentence(name, unknown, target, mayBeOld)
        : `${name} ${explain(unknown)}; the server does not start.`,
    ...(mayBeOld ? { severity: 'warning', doubtful: true } : {}),
    ...(unknown.kind !== 'unavailable' && unknown.kind !== 'yaml-path' ? { isUnknownWord: true } : {}),
    ...(meant === undefined
      ? {}
      : {
          fix: {
            title: value === undefined ? `Change it to ${meant}` : `Write ${meant} = ${value}`,
            safe: false,
            edits: [
              { span: setting.keySpan, text: meant },
              ...(value === undefined || value === setting.text
                ? []
                : [replaceValue(config, setting, value)]),
            ],
          },
        }),
  };
}

function explain(unknown: Exclude<UnknownIniName, { kind: 'unavailable' }>): string {
  switch (unknown.kind) {
    case 'yaml-path':
      return unknown.name === undefined
        ? 'is a setting of the YAML format, which the INI format does not have'
        : `is the name of the YAML format; in INI it is ${unknown.name}`;
    case 'other-name': {
      const { name, value, note } = unknown;
      const advice = value === undefined ? `the setting is called ${name}` : `write ${name} = ${value}`;
      return `is no name the server knows in the INI format: ${advice}${note === undefined ? '' : ` (${note})`}`;
    }
    case 'misspelled':
      return `is no name the server knows; ${unknown.name} is`;
    case 'unheard-of':
      return 'is no name the server knows in the INI format';
  }
}
