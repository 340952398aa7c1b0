import { knownSettings } from '../../core/config/known-settings.ts';
import { readFlag } from '../../core/config/setting.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { slice } from '../../core/text/span.ts';
import { quoted } from '../../core/text/quoted.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'values',
    summary: 'A switch of an INI file that is neither on nor off',
    citation: 'boost program_options, value_semantic.cpp, validate(bool)',
    formats: ['ini'],
  },
  function* (config, facts) {
    const known = new Set(knownSettings(config, facts).map(({ keySpan }) => keySpan[0]));
    let line = -1;
    for (const { option, iniOnly, text, keySpan, valueSpan, path, isParameter } of config.settings) {
      if (keySpan[0] === line || text === undefined || isParameter) continue;
      line = keySpan[0];
      const isSwitch = iniOnly ? iniOnly.type === 'bool' : option?.type === 'bool' && known.has(keySpan[0]);
      const word = slice(config.text, valueSpan);
      if (!isSwitch || readFlag(word, 'ini') !== undefined) continue;
      yield {
        span: valueSpan,
        message: `${quoted(word, config.text, valueSpan)} is neither on nor off to ${path}: it takes true, yes, on, 1 or nothing, and false, no, off or 0; the server does not start.`,
      };
    }
  },
);
