import { parameter } from '../../core/config/parameters.ts';
import { standTogether } from '../../core/config/presence.ts';
import { defineRule } from '../../core/linting/rule.ts';

const pairs = {
  syncdelay: 'storage.syncPeriodSecs',
  journalCommitInterval: 'storage.journal.commitIntervalMs',
};

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A parameter and a setting that mean the same are both given',
    citation: 'src/mongo/db/mongod_options.cpp, syncdelay and journalCommitInterval',
    since: '8.0',
    programs: ['mongod'],
  },
  function* (config) {
    for (const [name, path] of Object.entries(pairs)) {
      const set = parameter(config, name);
      const setting = config.get(path);
      if (!set || !setting || !standTogether(config, set, setting)) continue;
      yield {
        span: set.keySpan,
        message: `The parameter ${name} and ${setting.path} set the same thing; the server does not start with both.`,
        related: [{ span: setting.keySpan, message: 'the setting is here' }],
      };
    }
  },
);
