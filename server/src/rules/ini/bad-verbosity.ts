import { defineRule } from '../../core/linting/rule.ts';
import { slice } from '../../core/text/span.ts';
import { quoted } from '../../core/text/quoted.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'The verbosity of an INI file is not written with the letter v',
    citation: 'src/mongo/db/server_options_base.cpp, validateBaseOptions',
    formats: ['ini'],
  },
  function* (config) {
    for (const { path, text, valueSpan } of config.settings) {
      if (path !== 'verbose' || text === undefined) continue;
      const word = slice(config.text, valueSpan);
      if (/^(v*|true)$/.test(word)) continue;
      yield {
        span: valueSpan,
        message: `verbose takes a row of the letter v, as many as the level, or true; the server does not start with ${quoted(word, config.text, valueSpan)}.`,
      };
    }
  },
);
