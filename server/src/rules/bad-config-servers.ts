import { isComplete } from '../core/models/presence.ts';
import { defineRule } from '../core/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A mongos that does not know its config servers',
    citation: 'src/mongo/s/mongos_options.cpp, storeMongosOptions',
    programs: ['mongos'],
  },
  function* (config) {
    const setting = config.get('sharding.configDB');
    if (!setting) {
      const first = config.settings[0];
      if (!first || !isComplete(config)) return;
      yield {
        span: first.keySpan,
        // the command line may well have it
        severity: 'warning',
        message:
          'mongos needs sharding.configDB, the replica set of the config servers; it does not start unless --configdb names it.',
      };
      return;
    }
    const { text, valueSpan, path } = setting;
    // without a name these were mirrored config servers, which went with 3.4
    if (text === undefined || /^[^/,]+\/[^/]+$/.test(text)) return;
    yield {
      span: valueSpan,
      message: `${path} must name the replica set and then its members, as in name/host:27019,host:27019; mongos does not start with "${text}".`,
    };
  },
);
