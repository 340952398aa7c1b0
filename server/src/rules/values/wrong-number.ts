import { replaceValue } from '../../core/fixing/edits.ts';
import { knownSettings, type OptionSetting } from '../../core/config/known-settings.ts';
import type { Config } from '../../core/config/config.ts';
import { readInteger, readNumber } from '../../core/config/numbers.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { Fix } from '../../core/findings/finding.ts';
import { quoted } from '../../core/text/quoted.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'values',
    summary: 'A value that is not the number the server needs',
    citation:
      'src/mongo/util/options_parser/options_parser.cpp, YAMLNodeToValue; src/mongo/base/parse_number.cpp',
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, facts) {
    for (const setting of knownSettings(config, facts)) {
      const { option, text, valueSpan, iniOnly } = setting;
      // verbose and other names of INI have values of their own
      if (text === undefined || iniOnly || (option.type !== 'int' && option.type !== 'double')) continue;
      // what has no digit may be filled in by something unknown
      if (config.format === 'flags' && !/^[+-]?\d/.test(text)) continue;
      const reading = readNumber(option.type, text, config.format);
      if ('value' in reading) continue;
      const fix = fixFor(setting, text, config);
      yield {
        span: valueSpan,
        message: messageFor(setting, quoted(text, config.text, valueSpan), reading.fault),
        ...(fix ? { fix } : {}),
      };
    }
  },
);

function messageFor({ option, path, value, text }: OptionSetting, shown: string, fault: string): string {
  const kind = option.type === 'int' ? 'a whole number' : 'a number';
  if (value.kind === 'null' || text === '')
    return `${path} has no value; it takes ${kind}, and the server does not start without one.`;
  if (fault === 'too-large') {
    const limit = option.type === 'int' ? ' of 32 bits' : '';
    return `${shown} is too large for ${path}, which takes ${kind}${limit}; the server does not start.`;
  }
  const octal = option.type === 'int' && /^0\d+$/.test(text ?? '');
  const why = octal ? ' (a leading 0 makes it octal, with the digits 0 to 7)' : '';
  return `${shown} is not ${kind}${why}, which ${path} takes; the server does not start.`;
}

/** Blanks, digits parted for reading and a fraction of nothing can go. */
function fixFor(setting: OptionSetting, text: string, config: Config): Fix | undefined {
  let number = text.trim();
  if (/^\d{1,3}([_ ]\d{3})+$/.test(number)) number = number.replace(/[_ ]/g, '');
  if (setting.option.type === 'int') number = number.replace(/^(\d+)\.0+$/, '$1');
  if (number === text || !('value' in readInteger(number)) || /^0\d/.test(number)) return undefined;
  return { title: `Write ${number}`, safe: true, edits: [replaceValue(config, setting, number)] };
}
