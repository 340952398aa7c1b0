import { knownSettings } from '../../core/config/known-settings.ts';
import { readInteger } from '../../core/config/numbers.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'A number with a leading zero, which the server reads as octal',
    citation: 'src/mongo/base/parse_number.cpp',
    formats: ['yaml'],
  },
  function* (config, facts) {
    for (const { option, text, valueSpan, path } of knownSettings(config, facts)) {
      // permissions are written in octal on purpose
      if (option.type !== 'int' || text === undefined || path.endsWith('filePermissions')) continue;
      const reading = readInteger(text);
      if (!('value' in reading) || reading.base !== 8 || Math.abs(reading.value) < 8) continue;
      yield {
        span: valueSpan,
        message: `The leading 0 makes ${text} an octal number: the server takes ${path} as ${String(reading.value)}.`,
      };
    }
  },
);
