import { readFlag } from '../../core/config/setting.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'The role of a cluster member is set to false',
    citation: 'src/mongo/db/mongod_options.cpp, canonicalizeMongodOptions',
    programs: ['mongod'],
    formats: ['ini'],
  },
  function* (config) {
    for (const { path, text, valueSpan } of config.settings) {
      if ((path !== 'configsvr' && path !== 'shardsvr') || readFlag(text, 'ini') !== false) continue;
      yield {
        span: valueSpan,
        message: `${path} may be true or absent, but not false; the server does not start.`,
      };
    }
  },
);
