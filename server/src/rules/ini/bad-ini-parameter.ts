import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A setParameter line of an INI file without a name and a value',
    citation: 'src/mongo/util/options_parser/options_parser.cpp, boostAnyToValue: StringMap',
    formats: ['ini'],
  },
  function* (config) {
    for (const { path, isParameter, text, valueSpan } of config.settings) {
      if (path !== 'setParameter' || isParameter || text === undefined) continue;
      yield {
        span: valueSpan,
        message:
          'setParameter takes name=value, as in setParameter = ocspEnabled=false; the server does not start without it.',
      };
    }
  },
);
