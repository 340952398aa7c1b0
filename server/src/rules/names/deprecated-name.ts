import { parameterNamed } from '../../core/catalogue/catalogue.ts';
import { knownSettings } from '../../core/config/known-settings.ts';
import { parameterName } from '../../core/config/parameters.ts';
import type { Setting } from '../../core/config/setting.ts';
import { presentSpelling } from '../../core/fixing/migrate.ts';
import { keyParts } from '../../core/config/yaml-settings.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { repeatedSettings } from '../../core/config/same-option.ts';
import { hasReached } from '../../core/server/server-version.ts';
import { slice, type Edit } from '../../core/text/span.ts';
import type { Fix, Report } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'A setting is written with an old name',
    citation: 'src/mongo/util/options_parser/options_parser.cpp: Given key is deprecated',
    since: '4.2',
    tags: ['deprecated'],
  },
  function* (config, facts) {
    const twice = new Set(
      repeatedSettings(config, facts.serverVersion).flatMap(({ setting, first }) => [setting, first]),
    );
    // the ssl names are renamed all at once, by a rule of their own
    const isOwn = (setting: Setting): boolean =>
      !twice.has(setting) && presentSpelling(setting, config) === setting.path;

    for (const setting of knownSettings(config, facts)) {
      const { option, name } = setting;
      const present = config.format === 'ini' ? option.ini : option.path;
      if (!name || name.path === option.path || present === undefined || !isOwn(setting)) continue;
      if (name.deprecated === undefined || !hasReached(facts.serverVersion, name.deprecated)) continue;
      const since = typeof name.deprecated === 'string' ? ` since MongoDB ${name.deprecated}` : '';
      yield report(setting, setting.path, present, since, renameEdit(setting, present, config.text));
    }
    for (const setting of config.settings) {
      const written = parameterName(setting);
      const parameter = parameterNamed(written ?? '');
      if (written === undefined || !parameter || parameter.name === written || !isOwn(setting)) continue;
      if (!hasReached(facts.serverVersion, parameter.since ?? '4.2')) continue;
      yield report(setting, written, parameter.name, '', { span: setting.keySpan, text: parameter.name });
    }
  },
);

function report(setting: Setting, written: string, present: string, since: string, edit?: Edit): Report {
  const fix: Fix | undefined = edit && { title: `Rename it to ${edit.text}`, safe: true, edits: [edit] };
  return {
    span: edit?.span ?? setting.keySpan,
    message: `${written} is an old name${since}: write ${present}.`,
    ...(fix ? { fix } : {}),
  };
}

/** The part of the key that differs; undefined where the new name stands in another section or the key is quoted. */
function renameEdit({ pair, path, keySpan }: Setting, present: string, text: string): Edit | undefined {
  if (!pair) return { span: keySpan, text: present };
  const cut = path.lastIndexOf('.') + 1;
  if (present.slice(0, cut) !== path.slice(0, cut)) return undefined;
  const span = keyParts(pair, text)?.at(-1);
  return span && slice(text, span) === path.slice(cut) ? { span, text: present.slice(cut) } : undefined;
}
