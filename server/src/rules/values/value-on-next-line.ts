import { valuesBelow, type ValueBelow } from '../../core/config/value-below.ts';
import type { Config } from '../../core/config/config.ts';
import { defineRule } from '../../core/linting/rule.ts';
import type { Report } from '../../core/findings/finding.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    cause: 'writing',
    summary: 'A value on the line below its setting',
    citation:
      'src/mongo/util/options_parser/options_parser.cpp, addYAMLNodesToEnvironment; boost program_options, config_file.cpp',
    formats: ['yaml', 'ini'],
  },
  function* (config) {
    for (const below of valuesBelow(config)) yield report(below, config);
  },
);

function report({ key, keySpan, hasSign, valueSpan }: ValueBelow, { text, format }: Config): Report {
  const sign = format === 'ini' ? ' = ' : ': ';
  const between = text.slice(keySpan[1], valueSpan[0]);
  const name = key.slice(key.lastIndexOf('.') + 1);
  return {
    span: keySpan,
    message: `The value of ${name} stands on the next line, where the server takes it for a setting${hasSign ? '' : `; ${name} has no ${format === 'ini' ? 'equals sign' : 'colon'} either`}. The server does not start.`,
    fix: {
      title: `Write the value on the line of ${name}`,
      safe: false,
      edits: [{ span: [keySpan[1], keySpan[1] + between.length], text: sign }],
    },
  };
}
