import { spelled, unlessFlag } from '../../core/config/display-name.ts';
import { isComplete } from '../../core/config/presence.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { hasReached } from '../../core/server/server-version.ts';
import { quoted } from '../../core/text/quoted.ts';

export default defineRule(
  'config',
  {
    severity: 'error',
    summary: 'A mongos that does not know its config servers',
    citation: 'src/mongo/s/mongos_options.cpp, storeMongosOptions',
    programs: ['mongos'],
    formats: ['yaml', 'ini', 'flags'],
  },
  function* (config, facts) {
    const setting = config.get('sharding.configDB');
    if (!setting) {
      const [first] = config.settings;
      if (!first || !isComplete(config) || onlyTells(config.settings)) return;
      const unless = unlessFlag(config, facts, 'sharding.configDB');
      yield {
        span: first.keySpan,
        // most services bring it on the command line (server-behaviour.md N8)
        ...(unless === '' ? {} : { severity: 'warning' }),
        message: `mongos needs ${spelled(config, 'sharding.configDB')}, the replica set of the config servers; it does not start${unless}.`,
      };
      return;
    }
    const { text, valueSpan, path } = setting;
    // without a name these were mirrored config servers, which went with 3.4
    if (text === undefined || !hasReached(facts.serverVersion, '3.4') || /^[^/,]+\/[^/]+$/.test(text)) return;
    yield {
      span: valueSpan,
      message: `${path} must name the replica set and then its members, as in name/host:27019,host:27019; mongos does not start with ${quoted(text, config.text, valueSpan)}.`,
    };
  },
);

/** With one of these flags the program says something and ends; no server is to start. */
function onlyTells(settings: readonly { readonly path: string }[]): boolean {
  return settings.some(({ path }) => /^--(?:help|version|sysinfo|outputConfig|test)$/.test(path));
}
