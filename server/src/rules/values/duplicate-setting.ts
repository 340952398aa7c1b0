import { removeSetting } from '../../core/fixing/edits.ts';
import type { Config } from '../../core/config/config.ts';
import type { Setting } from '../../core/config/setting.ts';
import type { YamlPair } from '../../core/yaml/tree.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { repeatedSettings, type Repeated } from '../../core/config/same-option.ts';
import type { Fix, Report } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'An option is set twice',
    citation: 'src/mongo/util/options_parser/options_parser.cpp, addYAMLNodesToEnvironment: duplicate key',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, facts) {
    for (const repeated of repeatedSettings(config, facts.serverVersion))
      if (config.format !== 'flags' || isSingleFlag(repeated)) yield report(repeated, config);
    yield* repeatedMap(config);
  },
);

/** A flag with one value that may be given once; those of TLS have a rule of their own: tls-flag-given-twice. */
function isSingleFlag({ setting: { option, canonical, iniOnly } }: Repeated): boolean {
  return (
    option !== undefined &&
    !iniOnly &&
    /^(?:int|double|string|enum)$/.test(option.type) &&
    !/^net\.(?:tls|ssl)\./.test(canonical)
  );
}

function report({ setting, first }: Repeated, config: Config): Report {
  const { shared, fix } = removal(setting, first, config);
  const name = setting.path === first.path ? setting.path : `${first.path} and ${setting.path}`;
  const verb =
    setting.path === first.path ? 'is set twice' : `set one and the same option, ${setting.canonical}`;
  const reason = setting.isParameter && config.format === 'ini' ? ' to different values' : '';
  return {
    span: setting.keySpan,
    message: `${name} ${verb}${reason}; the server does not start with a repeated setting${shared}.`,
    related: [{ span: first.keySpan, message: `${first.path} is set here first` }],
    ...fix,
  };
}

/** Of two with one value the older name goes; of two with different values only the user knows which. */
function removal(
  setting: Setting,
  first: Setting,
  config: Config,
): { shared: string; fix: Pick<Report, 'fix' | 'alternatives'> } {
  const isSame = setting.text !== undefined && setting.text === first.text;
  const remove = (which: Setting, safe: boolean): Fix | undefined => {
    const edit = config.template ? undefined : removeSetting(config, which);
    const line = which === setting ? 'this' : 'the first';
    return edit && { title: `Remove ${line} ${which.path}`, safe, edits: [edit] };
  };
  if (!isSame) {
    const fixes = [remove(first, false), remove(setting, false)].filter((fix) => fix !== undefined);
    return { shared: '', fix: fixes.length > 0 ? { alternatives: fixes } : {} };
  }
  const older = first.name?.deprecated !== undefined && setting.name?.deprecated === undefined;
  const fix = remove(older ? first : setting, true);
  return { shared: ', not even with the same value', fix: fix ? { fix } : {} };
}

/** `setParameter` is an option itself, so the map may stand there once only, unlike a section (server-behaviour.md P17). */
function* repeatedMap(config: Config): Iterable<Report> {
  if (config.root?.kind !== 'map') return;
  let first: YamlPair | undefined;
  for (const pair of config.root.pairs) {
    if (pair.key !== 'setParameter' || config.isConditional(pair.keySpan[0])) continue;
    if (first) {
      yield {
        span: pair.keySpan,
        message:
          'setParameter stands here a second time, and unlike a section it may not be parted; the server does not start.',
        related: [{ span: first.keySpan, message: 'setParameter is here first' }],
      };
    }
    first ??= pair;
  }
}
