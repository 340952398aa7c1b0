import { knownSettings, type OptionSetting } from '../../core/config/known-settings.ts';
import type { Setting } from '../../core/config/setting.ts';
import type { YamlNode } from '../../core/yaml/tree.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { hasReached } from '../../core/server/server-version.ts';
import type { Fix, Report } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A list where one value is expected, or one value where a list or map is',
    citation: 'src/mongo/util/options_parser/options_parser.cpp, YAMLNodeToValue',
    formats: ['yaml'],
  },
  function* (config, facts) {
    for (const setting of config.settings) {
      if (setting.isParameter) yield* parameterReports(setting, hasReached(facts.serverVersion, '4.2'));
    }
    for (const setting of knownSettings(config, facts)) {
      const report = optionReport(setting);
      if (report) yield report;
    }
  },
);

/** Values of a map option must be scalars, or expansion blocks where the server follows them (server-behaviour.md P27). */
function* parameterReports(
  { value, valueSpan, path, expansion }: Setting,
  expands: boolean,
): Iterable<Report> {
  if ((expansion && expands) || (value.kind !== 'list' && value.kind !== 'map')) return;
  yield {
    span: valueSpan,
    message: `${path} takes a single value, not a ${value.kind}; the server does not start. Where a parameter wants JSON, write it as text in quotes.`,
  };
}

function optionReport(setting: OptionSetting): Report | undefined {
  const { option, value, valueSpan, path } = setting;
  const isUnknown = value.kind === 'scalar' && value.unknown === true;
  if (isUnknown) return undefined;
  if (option.type === 'map') {
    // an empty one is reported as an empty section
    if (value.kind === 'map' || value.kind === 'null') return undefined;
    return {
      span: valueSpan,
      message: `${path} takes a map of names and values, and the server does not start with anything else.`,
    };
  }
  if (option.type === 'list') {
    if (value.kind !== 'list') {
      const fix = listFix(value);
      return {
        span: valueSpan,
        message: `${path} takes a list, and the server does not start with a single value.`,
        ...(fix ? { fix } : {}),
      };
    }
    const nested = value.items.find(({ kind }) => kind === 'list' || kind === 'map');
    return (
      nested && {
        span: nested.span,
        message: `The items of ${path} must be single values; the server does not start.`,
      }
    );
  }
  if (value.kind !== 'list') return undefined;
  const fix = option.type === 'string' ? joinFix(value.items, valueSpan) : undefined;
  return {
    span: valueSpan,
    message: `${path} takes a single value, and the server does not start with a list.`,
    ...(fix ? { fix } : {}),
  };
}

function listFix(value: YamlNode): Fix | undefined {
  if (value.kind !== 'scalar' || value.style === 'block' || !/^[\w.,:/-]+$/.test(value.text))
    return undefined;
  const items = value.text.split(',').filter(Boolean);
  return {
    title: 'Write it as a list',
    safe: false,
    edits: [{ span: value.span, text: `[${items.join(', ')}]` }],
  };
}

/** Options of several words, such as net.bindIp, take them with commas between. */
function joinFix(items: readonly YamlNode[], span: readonly [number, number]): Fix | undefined {
  const words = items.map((item) => (item.kind === 'scalar' && !item.unknown ? item.text : ''));
  if (!words.every((word) => /^[\w./-][\w./:-]*$/.test(word))) return undefined;
  const [start, end] = span;
  return {
    title: 'Join the items with commas',
    safe: false,
    edits: [{ span: [start, end], text: words.join(',') }],
  };
}
