import { isComplete } from '../../core/config/presence.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { hasReached } from '../../core/server/server-version.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A mongos that does not know its config servers',
    citation: 'src/mongo/s/mongos_options.cpp, storeMongosOptions',
    programs: ['mongos'],
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, { serverVersion }) {
    const setting = config.get('sharding.configDB');
    if (!setting) {
      const first = config.settings[0];
      // with --version and others it does not start at all
      if (!first || !isComplete(config) || config.format === 'flags') return;
      yield {
        span: first.keySpan,
        message:
          'mongos needs sharding.configDB, the replica set of the config servers; it does not start, unless its command line has --configdb.',
      };
      return;
    }
    const { text, valueSpan, path } = setting;
    // without a name these were mirrored config servers, which went with 3.4
    if (text === undefined || !hasReached(serverVersion, '3.4') || /^[^/,]+\/[^/]+$/.test(text)) return;
    yield {
      span: valueSpan,
      message: `${path} must name the replica set and then its members, as in name/host:27019,host:27019; mongos does not start with "${text}".`,
    };
  },
);
